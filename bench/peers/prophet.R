# Month totals by Prophet on logs: `Rscript prophet.R INPUT OUTPUT`. Input: series,day,value,months (the last so many months are forecast, each
# from the days before it; the same in all rows of a series). Output: series,month,log_total,cpu_seconds.
suppressMessages(library(prophet))
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1], colClasses = c("character", "character", "numeric", "integer"))
result <- data.frame()
for (name in unique(rows$series)) {
  one <- rows[rows$series == name, ]
  one$day <- as.Date(one$day)
  months <- unique(format(one$day, "%Y-%m"))
  for (month in tail(months, one$months[1])) {
    start <- as.Date(paste0(month, "-01"))
    past <- one[one$day < start & !is.na(one$value), ]
    future <- one[format(one$day, "%Y-%m") == month, ]
    floor <- 0.05 * median(past$value)
    began <- sum(proc.time()[c(1, 2, 4, 5)])
    model <- prophet(weekly.seasonality = TRUE, yearly.seasonality = TRUE, uncertainty.samples = 0)
    model <- add_country_holidays(model, "US")
    fitted <- suppressMessages(fit.prophet(model, data.frame(ds = past$day, y = log(pmax(past$value, floor)))))
    path <- predict(fitted, data.frame(ds = future$day))$yhat
    inside <- predict(fitted, data.frame(ds = tail(past$day, 365)))$yhat
    # The same correction of the mean as ours: the ratio of sums over the last year.
    total <- log(sum(exp(path))) + log(sum(tail(past$value, 365)) / sum(exp(inside)))
    spent <- sum(proc.time()[c(1, 2, 4, 5)]) - began
    result <- rbind(result, data.frame(series = name, month = month, log_total = total, cpu_seconds = spent))
  }
}
write.csv(result, arguments[2], row.names = FALSE)
