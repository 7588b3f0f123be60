using CovidClassifier.AspNetCore;

namespace CovidClassifier.Watcher;

/// <summary>A service that classifies each X-ray that comes into a folder. For research and teaching only, never for diagnosis.</summary>
internal static class WatcherHost
{
    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["--model"] = "Watcher:Model",
        ["--in"] = "Watcher:In",
        ["--out"] = "Watcher:Out",
    };

    public static IHost Build(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Configuration.AddCommandLine(args, ShortNames);
        IConfigurationSection settings = builder.Configuration.GetSection("Watcher");
        builder.Services.AddCovidModel(settings["Model"] ?? Path.Combine(AppContext.BaseDirectory, "models", "covid-multisource.zip"));
        builder.Services.AddSingleton(WatchedFolder.Of(Required("In"), Required("Out")));
        builder.Services.AddHostedService<FolderWorker>();
        return builder.Build();

        string Required(string name) => settings[name] is { Length: > 0 } folder ? folder
            : throw new InvalidOperationException($"--{name.ToLowerInvariant()} must name a folder: X-rays come into --in, results go to --out.");
    }
}
