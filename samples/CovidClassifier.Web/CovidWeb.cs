using CovidClassifier.AspNetCore;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;

namespace CovidClassifier.Web;

/// <summary>One page to look at X-rays with a model, and the addresses behind it. For research and teaching only, never for diagnosis.</summary>
internal static class CovidWeb
{
    // beside what an image may have, for headers of its parts
    private const long BesideImage = 64 * 1024;

    // what a container or a service manager says comes first: an address of ours among the settings would win over its ports
    private const string AddressWhereNoneIsSaid = "http://localhost:5080";

    private static readonly string[] WhatSaysAnAddress =
        [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, "Kestrel:Endpoints"];

    private static readonly Dictionary<string, string> ShortNames = new()
    {
        ["--model"] = $"{WebSettings.Section}:{nameof(CovidModelOptions.ModelPath)}",
        ["--dicomweb"] = $"{WebSettings.Section}:{nameof(WebSettings.DicomWeb)}",
    };

    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddCommandLine(args, ShortNames);
        var settings = WebSettings.Of(builder.Configuration);

        // 1. the model, with its queue, health check and metrics
        builder.Services.AddCovidModel(settings.Configure);

        // 2. where it listens, and limits of the server itself
        if (!WhatSaysAnAddress.Any(key => builder.Configuration.GetSection(key).Exists()))
        {
            builder.WebHost.UseUrls(AddressWhereNoneIsSaid);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Model.MaxImageBytes + BesideImage;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddRequestLimits(settings.RequestsPerMinute);

        // 3. what is said of it: OpenAPI, metrics, problems without inner details
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CovidClassifier";
            document.Info.Description = "Classifies chest X-rays. For research and teaching only, never for diagnosis.";
            return Task.CompletedTask;
        }));
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(CovidModelTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddPrometheusExporter());

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurityHeaders();
        app.UseRateLimiter();

        // 4. the addresses
        app.MapPage();
        app.MapCovidModel("/api").RequireRateLimiting(RequestLimits.PerAddress);
        app.MapOpenInference("/v2").RequireRateLimiting(RequestLimits.PerAddress);
        if (settings.DicomWeb)
        {
            app.MapDicomWeb("/dicomweb").RequireRateLimiting(RequestLimits.PerAddress);
        }

        app.MapHealthChecks("/healthz");
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi();
        app.MapScalarApiReference("/try", options =>
            options.WithTitle("CovidClassifier: for research, never for diagnosis").DisableDefaultFonts().DisableAgent().DisableTelemetry()
                .HideDeveloperTools());
        return app;
    }
}
