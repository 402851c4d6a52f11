# Seconds that the decomposition of the pipeline in R takes on rows that the benchmark wrote. The functions are read out of the pipeline's own file, so that it is
# its code that is timed, from its rollup in memory to its table of segments.
# Usage: decompose.R PIPELINE FILE DRAWS THREADS. The file is CSV, a row a consumer: attributes, then active0, purchases0, spend0, active1, purchases1, spend1.
# Prints CPU seconds, wall seconds, and the structural and the behavioural part.
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(TRUE)
for (part in parse(arguments[1])) {
  if (is.call(part) && identical(part[[1]], as.name("<-")) && as.character(part[[2]])[1] %in% c("kitagawa", "consumer_rows", "decompose")) eval(part)
}
B <- as.integer(arguments[3])
seed <- 1L
setDTthreads(as.integer(arguments[4]))
rows <- fread(arguments[2])
amounts <- c("active0", "purchases0", "spend0", "active1", "purchases1", "spend1")
attributes <- setdiff(names(rows), amounts)
months <- as.IDate(c("2025-09-01", "2025-10-01"))
month <- function(i) rows[, .(month = months[i + 1], cid = .I, sector = "sector", w = 1, active = get(paste0("active", i)),
                              purchases = get(paste0("purchases", i)), spend = get(paste0("spend", i)))]
both <- rbind(month(0), month(1))
d <- list(consumers = rows[, ..attributes][, (attributes) := lapply(.SD, factor)])
r <- list(active = both[active == 1, .(month, cid, w)], cell = both[purchases > 0 | spend != 0, .(month, cid, sector, spend, purchases, w)])
ranked <- data.table(sector = "sector", attribute = attributes, rank = seq_along(attributes))
from <- proc.time()
parts <- decompose(d, r, ranked, "sector", months)
took <- proc.time() - from
cat(took[["user.self"]] + took[["sys.self"]], took[["elapsed"]], parts[segment == "TOTAL" & effect == "structural", estimate],
    parts[segment == "TOTAL" & effect == "behavioural", estimate], "\n")
