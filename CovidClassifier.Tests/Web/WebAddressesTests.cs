using System.Net;
using System.Text.Json;

namespace CovidClassifier.Tests.Web;

public class WebAddressesTests
{
    private static readonly byte[] XRay =
        File.ReadAllBytes(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms", "COVID-19", "p0002-AP.png"));

    private static WebServer s_server = null!;

    [OneTimeSetUp]
    public static async Task Start() => s_server = await WebServer.Start();

    [OneTimeTearDown]
    public static async Task Stop() => await s_server.DisposeAsync();

    [TestCase("", "text/html")]
    [TestCase("app.js", "text/javascript")]
    [TestCase("app.css", "text/css")]
    [TestCase("icon.svg", "image/svg+xml")]
    [TestCase("api/model", "application/json")]
    [TestCase("healthz", "text/plain")]
    [TestCase("metrics", "text/plain")]
    [TestCase("openapi/v1.json", "application/json")]
    [TestCase("v2/health/ready", null)]
    public async Task Addresses_Answer_WithHeadersThatKeepBrowsersSafe(string address, string? type)
    {
        HttpResponseMessage response = await s_server.Client.GetAsync(address);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(),
            Does.StartWith("default-src 'none'; script-src 'self'; ").And.Not.Contain("unsafe"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(response.Headers.GetValues("Cache-Control").Single(), Does.Contain("no-store"));
        Assert.That(response.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Port_OfAContainer_IsWhereItListens()
    {
        // images of .NET say ASPNETCORE_HTTP_PORTS
        await using WebServer server = await WebServer.StartWhereItIsSaid("--http_ports", "0");
        Assert.That(server.Address.Host, Is.AnyOf("[::]", "0.0.0.0"));
        Assert.That(server.Address.Port, Is.Not.EqualTo(5080));
    }

    [Test]
    public async Task OpenApi_NamesEveryAddressOfTheModel()
    {
        JsonElement paths = JsonDocument.Parse(await s_server.Client.GetStringAsync("openapi/v1.json")).RootElement.GetProperty("paths");
        string[] named = [.. paths.EnumerateObject().Select(p => p.Name)];
        Assert.That(named, Is.SupersetOf(new[] { "/api/predict", "/api/explain", "/api/model", "/v2/models/{name}/infer" }));
    }

    [Test]
    public async Task Metrics_CountRequests()
    {
        await s_server.Client.PostAsync("api/predict", new ByteArrayContent(XRay));
        // an answer of the last 300 ms is given again
        await Assert.ThatAsync(
            () => s_server.Client.GetStringAsync("metrics"), Does.Contain("covidclassifier_requests").And.Contain("answered").After(5_000, 100));
    }

    [Test]
    public async Task Predict_WritesNothingToTheDisk()
    {
        HashSet<string> before = [.. Files()];
        await s_server.Client.PostAsync("api/predict", new ByteArrayContent(XRay));
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. XRay, .. new byte[3_000_000]]), "file", "large.png" } };
        await s_server.Client.PostAsync("api/predict", form);
        Assert.That(Files().Except(before).Where(f => Path.GetFileName(f).StartsWith("ASPNETCORE_", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.png"), Is.Empty);
    }

    [TestCase("../appsettings.json")]
    [TestCase("appsettings.json")]
    [TestCase("models/covid-cnn.zip")]
    [TestCase("%2e%2e/%2e%2e/etc/passwd")]
    public async Task Files_OfTheServer_AreNotServed(string address) =>
        Assert.That((await s_server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Requests_BeyondTheRateOfAnAddress_Get429()
    {
        await using WebServer server = await WebServer.Start("--Covid:RequestsPerMinute", "3");
        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 5; i++)
        {
            statuses.Add((await server.Client.GetAsync("api/model")).StatusCode);
        }

        Assert.That(statuses,
            Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests }));
        Assert.That((await server.Client.GetAsync("healthz")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "who watches the server is not limited");
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.GetTempPath());
}
