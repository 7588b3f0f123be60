using CovidClassifier.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CovidClassifier.Tests.Web;

/// <summary>The web sample on a port of its own.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app)
    {
        _app = app;
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static Task<WebServer> Start(params string[] arguments) => StartWhereItIsSaid(["--urls", "http://127.0.0.1:0", .. arguments]);

    public static async Task<WebServer> StartWhereItIsSaid(params string[] arguments)
    {
        WebApplication app = CovidWeb.Build(
            ["--model", Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip"), "--Logging:LogLevel:Default", "None", .. arguments]);
        await app.StartAsync();
        return new WebServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
