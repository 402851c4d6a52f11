# ranger's permutation importance of each attribute for the change between two months, on data that the benchmark wrote: both months stacked, a flag of
# the later one, each attribute, and each attribute in the later month only; attributes are ranked by the importance of the last.
# Usage: ranger_drivers.R FILE THREADS NODE. The file is CSV: attributes as whole numbers, then before and after. Prints CPU seconds, wall seconds and
# the attributes by rank.
library(ranger)
arguments <- commandArgs(TRUE)
panel <- read.csv(arguments[1])
names <- setdiff(colnames(panel), c("before", "after"))
code <- as.matrix(panel[, names]) + 2
n <- nrow(panel)
period <- rep(0:1, each = n)
both <- rbind(code, code)
x <- cbind(period, both, both * period)
colnames(x) <- c("period", paste0("level.", names), paste0("change.", names))
from <- proc.time()
forest <- ranger(x = x, y = c(panel$before, panel$after), num.trees = 100, importance = "permutation", min.node.size = as.integer(arguments[3]),
                 num.threads = as.integer(arguments[2]), seed = 1, verbose = FALSE)
took <- proc.time() - from
importance <- forest$variable.importance[paste0("change.", names)]
cat(took[["user.self"]] + took[["sys.self"]], took[["elapsed"]], names[order(-importance)], "\n")
