using System.Diagnostics;
using System.Net;
using CovidClassifier.AspNetCore;
using CovidClassifier.AspNetCore.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CovidClassifier.Tests.AspNetCore;

public class ServedModelTests
{
    private static readonly byte[] XRay = File.ReadAllBytes(ModelServer.XRay);

    [Test]
    public async Task Requests_BeyondTheCapacity_Get503AtOnce_AndTheOthersTheirAnswer()
    {
        await using ModelServer server = await ModelServer.Start(o => o.Capacity = 2);
        HttpResponseMessage[] responses =
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.Client.PostAsync("api/predict", new ByteArrayContent(XRay))));
        Assert.That(responses.Select(r => r.StatusCode), Is.All.AnyOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable));
        Assert.That(responses.Select(r => r.StatusCode), Does.Contain(HttpStatusCode.OK).And.Contain(HttpStatusCode.ServiceUnavailable));
        Assert.That(responses.First(r => r.StatusCode == HttpStatusCode.ServiceUnavailable).Headers.RetryAfter, Is.Not.Null);
        Assert.That((await server.Client.PostAsync("api/predict", new ByteArrayContent(XRay))).StatusCode, Is.EqualTo(HttpStatusCode.OK),
            "places are given back");
    }

    [Test]
    public async Task Model_ReplacedUnderLoad_FailsNoRequest_AndTellsItsVersion()
    {
        using TempFolder folder = new();
        using CovidModel first = CovidModel.Load(ModelServer.Zip);
        string zip = folder["served.zip"], other = folder["other.zip"];
        File.Copy(ModelServer.Zip, zip);
        first.Save(other);
        byte[][] files = [File.ReadAllBytes(zip), [.. File.ReadAllBytes(other)]];
        await using ModelServer server = await ModelServer.Start(o => o.ReloadInterval = TimeSpan.FromMilliseconds(20), zip);
        HashSet<string> versions = [server.Model.Version.Version];
        using var ending = new CancellationTokenSource();
        Task<int>[] clients = [.. Enumerable.Range(0, 3).Select(_ => Ask(server, ending.Token))];
        for (int i = 1; i <= 8; i++)
        {
            string before = server.Model.Version.Version;
            File.WriteAllBytes(folder["next"], files[i % 2]);
            File.Move(folder["next"], zip, overwrite: true);
            Assert.That(SpinWait.SpinUntil(() => server.Model.Version.Version != before, TimeSpan.FromSeconds(30)), Is.True, $"replacement {i}");
            versions.Add(server.Model.Version.Version);
        }

        await ending.CancelAsync();
        int[] failed = await Task.WhenAll(clients);
        Assert.That(failed, Is.All.Zero);
        Assert.That(versions, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ModelFile_ThatCannotBeLoaded_ChangesNothing_AndTheHealthCheckSaysSo()
    {
        using TempFolder folder = new();
        string zip = folder["served.zip"];
        File.Copy(ModelServer.Zip, zip);
        await using ModelServer server = await ModelServer.Start(o => o.ReloadInterval = TimeSpan.FromMilliseconds(20), zip);
        string version = server.Model.Version.Version;
        File.WriteAllText(zip, "half a file");
        string health = "";
        Assert.That(SpinWait.SpinUntil(() => (health = server.Client.GetStringAsync("healthz").Result) == "Degraded", TimeSpan.FromSeconds(30)), Is.True,
            health);
        Assert.That((await server.Client.PostAsync("api/predict", new ByteArrayContent(XRay))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(server.Model.Version.Version, Is.EqualTo(version));
    }

    [Test]
    public async Task Prediction_ThatTakesTooLong_IsATimeout()
    {
        await using ModelServer server = await ModelServer.Start(o => o.PredictionTimeout = TimeSpan.FromSeconds(1));
        Assert.That(async () => await server.Model.AskAsync((_, token) =>
        {
            // it ends a little after it is told to: who waits for it has given up by then
            SpinWait.SpinUntil(() => token.IsCancellationRequested, TimeSpan.FromSeconds(30));
            SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(300));
            return 0;
        }), Throws.TypeOf<TimeoutException>());
        Assert.That((await server.Model.AskAsync((model, _) => model.ClassNames.Count)).Value, Is.EqualTo(2), "the next one is answered");
    }

    [Test]
    public async Task Meter_AndActivities_TellOfRequests_AndNothingOfImages()
    {
        List<string> tags = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == CovidModelTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                lock (tags)
                {
                    tags.AddRange(a.TagObjects.Select(t => $"{a.OperationName} {t.Key} {t.Value}"));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using ModelServer server = await ModelServer.Start();
        await server.Model.PredictAsync(XRayImage.FromBytes(XRay, "Mrs Secret.png"));
        lock (tags)
        {
            Assert.That(tags, Does.Contain("covidclassifier.request outcome answered").And.Contain("covidclassifier.batch covidclassifier.images 1"));
            Assert.That(tags, Has.None.Contains("Secret"));
        }
    }

    [Test]
    public void Options_OutOfRange_AreToldAllAtOnce_WhenTheApplicationStarts()
    {
        ValidateOptionsResult result = new OptionsValidation().Validate(null, new CovidModelOptions
        {
            ModelName = "a/b",
            Capacity = 0,
            MaxBatchSize = -1,
            MaxImageBytes = 0,
            MaxImagesPerRequest = 0,
            UploadTimeout = TimeSpan.Zero,
            PredictionTimeout = TimeSpan.FromDays(2),
            ReloadInterval = TimeSpan.FromSeconds(-1),
        });
        Assert.That(result.Failures!.Count(), Is.EqualTo(9));
        Assert.That(result.Failures, Does.Contain("Capacity must be 1 or more, got 0."));
        Assert.That(async () => await ModelServer.Start(o => o.Capacity = 0), Throws.TypeOf<OptionsValidationException>());
    }

    [Test]
    public void Start_WithAFileThatIsNoModel_Fails()
    {
        using TempFolder folder = new TempFolder().Text("m.zip", "no model");
        Assert.That(async () => await ModelServer.Start(zip: folder["m.zip"]), Throws.TypeOf<ModelFileException>());
    }

    [Test]
    public void AddCovidModel_Twice_IsRefused() =>
        Assert.That(() => new ServiceCollection().AddCovidModel("a.zip").AddCovidModel("b.zip"), Throws.InvalidOperationException);

    private static async Task<int> Ask(ModelServer server, CancellationToken ending)
    {
        int failed = 0;
        while (!ending.IsCancellationRequested)
        {
            HttpResponseMessage response = await server.Client.PostAsync("api/predict", new ByteArrayContent(XRay), CancellationToken.None);
            failed += response.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }

        return failed;
    }
}
