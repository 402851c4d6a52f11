using System.Text;

namespace Tracker.Cli.Input;

/// <summary>Reads RFC 4180 record by record, strictly: a quote stands at the beginning of a field or is doubled within quotes. Empty lines are skipped.</summary>
internal sealed class CsvRecords(string file, TextReader text)
{
    private const int LongestField = 1 << 16;
    private const int End = -1;

    private readonly List<string> fields = [];
    private readonly StringBuilder field = new();
    private int nextLine = 1;

    /// <summary>The fields of the record last read.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>The line on which the record last read begins, from 1.</summary>
    public int Line { get; private set; }

    /// <returns>Whether there was a record.</returns>
    /// <exception cref="InputException">The text is not CSV, not UTF-8 or not gzip to its end.</exception>
    public bool Read()
    {
        try
        {
            return ReadRecord();
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{file} line {Line} or after: expected UTF-8, got other bytes");
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{file} line {Line} or after: expected gzip to its end: {error.Message}");
        }
    }

    private bool ReadRecord()
    {
        do
        {
            Line = nextLine;
            if (text.Peek() == End)
                return false;
            fields.Clear();
            while (ReadField())
            {
            }
        }
        while (fields is [""]);
        return true;
    }

    /// <returns>Whether another field follows in the record.</returns>
    private bool ReadField()
    {
        field.Clear();
        if (text.Peek() == '"')
            ReadQuoted();
        while (true)
        {
            var letter = text.Read();
            switch (letter)
            {
                case ',':
                    fields.Add(field.ToString());
                    return true;
                case '\r' when text.Peek() == '\n':
                    break;
                case '\n' or End:
                    nextLine++;
                    fields.Add(field.ToString());
                    return false;
                case '"':
                    throw new InputException($"{file} line {nextLine}: expected a quote at the beginning of a field or doubled within quotes, got one elsewhere");
                default:
                    Append(letter);
                    break;
            }
        }
    }

    private void ReadQuoted()
    {
        text.Read();
        while (true)
        {
            var letter = text.Read();
            if (letter == End)
                throw new InputException($"{file} line {Line}: expected the quote to close, the file ends before");
            if (letter == '"' && text.Peek() != '"')
                break;
            if (letter == '"')
                text.Read();
            else if (letter == '\n')
                nextLine++;
            Append(letter);
        }

        if (text.Peek() is not (',' or '\r' or '\n' or End))
            throw new InputException($"{file} line {nextLine}: expected a comma or the end of the line after a closing quote, got {(char)text.Peek()}");
    }

    private void Append(int letter)
    {
        if (field.Length == LongestField)
            throw new InputException($"{file} line {Line}: expected fields of at most {LongestField} characters, got a longer one (a quote that never closes?)");
        field.Append((char)letter);
    }
}
