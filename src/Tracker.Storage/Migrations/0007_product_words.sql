-- The words of each product name in their order, so that what people bought can be counted by brand, product, word and pair of words.

CREATE TABLE warehouse.product_words (
    product_id integer NOT NULL,
    position   smallint NOT NULL,           -- from 1
    word       text NOT NULL,               -- in lower case; letters and digits
    PRIMARY KEY (product_id, position)
);

CREATE FUNCTION warehouse.words_of(label text) RETURNS TABLE ("position" smallint, word text) LANGUAGE sql IMMUTABLE AS $$
    SELECT row_number() OVER (ORDER BY ordinality)::smallint, part
    FROM regexp_split_to_table(lower(label), '[^[:alnum:]]+') WITH ORDINALITY AS parts (part, ordinality)
    WHERE part <> ''
$$;

INSERT INTO warehouse.product_words
SELECT label_id, words.position, words.word FROM warehouse.labels, warehouse.words_of(label) AS words WHERE kind = 3;
