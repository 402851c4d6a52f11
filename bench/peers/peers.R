# CPU time of forecasts by the packages forecast and prophet: reads `series,value` (monthly, oldest first) from standard input and
# prints `method,series,cpu_seconds`, or `method,,` where its package is not installed.

suppressPackageStartupMessages({
  has_forecast <- requireNamespace("forecast", quietly = TRUE)
  has_prophet <- requireNamespace("prophet", quietly = TRUE)
})
if (has_prophet) suppressPackageStartupMessages(library(prophet)) # its default options are found only when it is attached

steps <- 18
prophet_path <- function(values) {
  months <- seq(as.Date("2000-01-01"), by = "month", length.out = length(values))
  model <- prophet(data.frame(ds = months, y = values), weekly.seasonality = FALSE, daily.seasonality = FALSE)
  predict(model, make_future_dataframe(model, periods = steps, freq = "month"))
}
methods <- list(
  ets = function(values) forecast::forecast(forecast::ets(values), h = steps),
  auto.arima = function(values) forecast::forecast(forecast::auto.arima(values), h = steps),
  thetaf = function(values) forecast::thetaf(values, h = steps),
  prophet = prophet_path
)

table <- read.csv(file("stdin"))
for (method in names(methods)) {
  if (!(if (method == "prophet") has_prophet else has_forecast)) {
    cat(method, ",,\n", sep = "")
    next
  }
  for (name in unique(table$series)) {
    values <- ts(table$value[table$series == name], frequency = 12)
    used <- system.time(suppressMessages(methods[[method]](values)))
    cat(method, ",", name, ",", sum(used[c("user.self", "sys.self", "user.child", "sys.child")]), "\n", sep = "")
  }
}
