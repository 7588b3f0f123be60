using CovidClassifier.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CovidClassifier.Tests.AspNetCore;

/// <summary>A small application that serves the shipped model on a port of its own.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelServer(WebApplication app)
    {
        _app = app;
        Uri address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public static string Zip { get; } = Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip");

    public static string XRay { get; } = Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms", "COVID-19", "p0002-AP.png");

    public HttpClient Client { get; }

    public ServedModel Model => _app.Services.GetRequiredService<ServedModel>();

    public static async Task<ModelServer> Start(Action<CovidModelOptions>? configure = null, string? zip = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.Services.AddCovidModel(zip ?? Zip, configure);
        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.MapCovidModel("/api");
        app.MapOpenInference("/v2");
        app.MapDicomWeb("/dicomweb");
        app.MapHealthChecks("/healthz");
        await app.StartAsync();
        return new ModelServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
