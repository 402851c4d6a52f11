# Tracker in a container: serves by default; `docker run tracker VERB` does anything else. docs/operations.md has the rest.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What the scripts and styles of the pages are built with.
COPY scripts/prerequisites scripts/
RUN scripts/prerequisites node
COPY . .
RUN dotnet publish src/Tracker.Cli/Tracker.Cli.csproj --configuration Release --output /app -p:RestoreLockedMode=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The root file system may be read-only: what is spilled goes to /tmp, and the runtime writes nothing of its own.
ENV DOTNET_EnableDiagnostics=0 TRACKER_LOG_FORMAT=json
# The user that the image brings, who owns nothing.
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "/app/tracker.dll", "health", "--url", "http://127.0.0.1:8080"]
ENTRYPOINT ["dotnet", "/app/tracker.dll"]
CMD ["serve", "--urls", "http://0.0.0.0:8080"]
