using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CovidClassifier.Tests.Imaging;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.AspNetCore;

public class PredictEndpointTests
{
    private const int Limit = 200_000;

    private static ModelServer s_server = null!;
    private static CovidModel s_model = null!;

    [OneTimeSetUp]
    public static async Task Start()
    {
        s_server = await ModelServer.Start(o =>
        {
            o.MaxImageBytes = Limit;
            o.UploadTimeout = TimeSpan.FromSeconds(2);
        });
        s_model = CovidModel.Load(ModelServer.Zip);
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        await s_server.DisposeAsync();
        s_model.Dispose();
    }

    [Test]
    public async Task Predict_OfABody_AnswersWhatTheModelSays()
    {
        JsonElement answer = await Json(await Post("api/predict", File.ReadAllBytes(ModelServer.XRay)), HttpStatusCode.OK);
        Prediction expected = s_model.Predict(ModelServer.XRay);
        Assert.That(answer.GetProperty("label").GetString(), Is.EqualTo(expected.Label));
        Assert.That(answer.GetProperty("probabilities").GetProperty("COVID-19").GetSingle(), Is.EqualTo(expected["COVID-19"]).Within(1e-6));
        Assert.That(answer.GetProperty("researchUseOnly").GetString(), Does.Contain("never for diagnosis"));
        Assert.That(answer.GetProperty("model").GetProperty("version").GetString(), Does.Match("^[0-9a-f]{12}$"));
    }

    [Test]
    public async Task Predict_ByAModelWithoutGuard_SaysSo()
    {
        using var folder = new TempFolder();
        using (CovidModel plain = SomeModel.Make(SomeModel.Network(2), "COVID-19"))
        {
            plain.Save(folder["plain.zip"]);
        }

        await using ModelServer server = await ModelServer.Start(zip: folder["plain.zip"]);
        using var body = new ByteArrayContent(File.ReadAllBytes(ModelServer.XRay));
        JsonElement answer = await Json(await server.Client.PostAsync("api/predict", body), HttpStatusCode.OK);
        Assert.That(answer.GetProperty("noGuard").GetString(), Does.StartWith("The model has no guard"));
        Assert.That(answer.GetProperty("guard").ValueKind, Is.EqualTo(JsonValueKind.Null));
        JsonElement guarded = await Json(await Post("api/predict", File.ReadAllBytes(ModelServer.XRay)), HttpStatusCode.OK);
        Assert.That(guarded.GetProperty("noGuard").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Predict_OfAForm_AnswersTheSame_AndTakesOneFile()
    {
        using var form = new MultipartFormDataContent { { new StringContent("a note"), "note" }, { Part(), "file", "../../x-ray.png" } };
        JsonElement answer = await Json(await s_server.Client.PostAsync("api/predict", form), HttpStatusCode.OK);
        Assert.That(answer.GetProperty("label").GetString(), Is.EqualTo(s_model.Predict(ModelServer.XRay).Label));
        using var two = new MultipartFormDataContent { { Part(), "file", "a.png" }, { Part(), "file", "b.png" } };
        await Json(await s_server.Client.PostAsync("api/predict", two), HttpStatusCode.BadRequest);
        using var none = new MultipartFormDataContent { { new StringContent("a note"), "note" } };
        await Json(await s_server.Client.PostAsync("api/predict", none), HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task Predict_WhileManyAsk_AnswersEachItsOwn()
    {
        string[] paths =
            [.. Directory.EnumerateFiles(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms", "Normal")).Order(StringComparer.Ordinal)
                .Take(24)];
        float[] answers = await Task.WhenAll(paths.Select(async p =>
            (await Json(await Post("api/predict", File.ReadAllBytes(p)), HttpStatusCode.OK)).GetProperty("probabilities").GetProperty("COVID-19").GetSingle()));
        Assert.That(answers, Is.EqualTo(paths.Select(p => s_model.Predict(p)["COVID-19"])).Within(1e-6));
    }

    [TestCase("", 400)]
    [TestCase("this is no image", 422)]
    public async Task Predict_OfWhatIsNoImage_SaysWhyInOneSentence(string text, int status)
    {
        JsonElement problem = await Json(await Post("api/predict", Encoding.UTF8.GetBytes(text)), (HttpStatusCode)status);
        Assert.That(problem.GetProperty("detail").GetString(), Does.EndWith("."));
    }

    [Test]
    public async Task Predict_OfBrokenUploads_AnswersEachWithAnErrorOfTheClient_AndGoesOn()
    {
        byte[] whole = File.ReadAllBytes(ModelServer.XRay);
        var random = new CovidClassifier.Foundation.Seed(18).Open();
        for (int i = 0; i < 100; i++)
        {
            byte[] broken = (i % 4) switch
            {
                0 => whole[..random.Below(whole.Length / 2)],
                1 => [.. whole[..8], .. Enumerable.Range(0, 300).Select(_ => (byte)random.Below(256))],
                2 => [.. Enumerable.Range(0, 1 + random.Below(2000)).Select(_ => (byte)random.Below(256))],
                _ => [.. whole[..16], 0xFF, 0xFF, 0xFF, 0xFF, .. whole[20..]],
            };
            HttpResponseMessage response = await Post("api/predict", broken);
            Assert.That((int)response.StatusCode, Is.InRange(400, 499), $"upload {i}");
        }

        await Json(await Post("api/predict", whole), HttpStatusCode.OK);
    }

    [Test]
    public async Task Predict_OfTooMuch_IsRefused_WhateverLengthItStates()
    {
        await Json(await Post("api/predict", new byte[Limit + 1]), HttpStatusCode.RequestEntityTooLarge);
        string chunk = FormattableString.Invariant($"{Limit + 1:x}\r\n{new string('x', Limit + 1)}\r\n");
        Assert.That(await StatusOf($"POST /api/predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"), Is.EqualTo("HTTP/1.1 413"));
    }

    [Test]
    public async Task Predict_OfABombOfPixels_IsRefused()
    {
        // a header alone that claims 40,000 x 40,000
        byte[] png = new TestPng(8, 8, depth: 8, colourType: 0) { Pixel = (_, _) => [0] }.Encode();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 40_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 40_000);
        await Json(await Post("api/predict", png), HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Predict_OfASlowUpload_EndsAfterItsTime()
    {
        Assert.That(await StatusOf("POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nthe rest comes never"), Is.EqualTo("HTTP/1.1 408"));
    }

    [TestCase("no HTTP at all\r\n\r\n")]
    [TestCase("POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("POST /api/predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [TestCase("POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc")]
    [TestCase("POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n--b\r\nhalf")]
    public async Task Predict_OfAMalformedRequest_IsAMistakeOfTheClient(string request) =>
        Assert.That(await StatusOf(request), Does.StartWith("HTTP/1.1 4"));

    [TestCase("api/predict?model=/etc/passwd")]
    [TestCase("api/predict?path=/etc/passwd")]
    public async Task Predict_NeverTakesAModelOrAPathFromARequest(string address) =>
        await Json(await Post(address, File.ReadAllBytes(ModelServer.XRay)), HttpStatusCode.OK);

    [Test]
    public async Task Explain_GivesPictureAndMapOfOneSize()
    {
        JsonElement answer = await Json(await Post("api/explain?side=100", File.ReadAllBytes(ModelServer.XRay)), HttpStatusCode.OK);
        int width = answer.GetProperty("width").GetInt32(), height = answer.GetProperty("height").GetInt32();
        Assert.That(Math.Max(width, height), Is.LessThanOrEqualTo(100));
        Assert.That(answer.GetProperty("map").GetBytesFromBase64(), Has.Length.EqualTo(width * height));
        Assert.That(answer.GetProperty("picture").GetBytesFromBase64().AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
        Assert.That(answer.GetProperty("prediction").GetProperty("label").GetString(), Is.EqualTo(answer.GetProperty("label").GetString()));
    }

    [Test]
    public async Task Explain_ForWhoAcceptsPictures_IsTheOverlay()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/explain") { Content = Part() };
        request.Headers.Accept.ParseAdd("image/png");
        HttpResponseMessage response = await s_server.Client.SendAsync(request);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
    }

    [TestCase("api/explain?label=Flu")]
    [TestCase("api/explain?method=rise")]
    [TestCase("api/explain?side=0")]
    [TestCase("api/explain?side=100000")]
    public async Task Explain_OfWhatIsNotThere_IsAMistakeOfTheClient(string address) =>
        await Json(await Post(address, File.ReadAllBytes(ModelServer.XRay)), HttpStatusCode.BadRequest);

    [Test]
    public async Task Model_TellsVersionAndCard()
    {
        JsonElement model = await Json(await s_server.Client.GetAsync("api/model"), HttpStatusCode.OK);
        Assert.That(model.GetProperty("card").GetProperty("classNames").GetArrayLength(), Is.EqualTo(2));
        Assert.That(model.GetProperty("version").GetString(), Is.EqualTo(s_server.Model.Version.Version));
        Assert.That((await s_server.Client.GetAsync("healthz")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    // as it is written, whatever a client of ours would make of it
    private static async Task<string> StatusOf(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(s_server.Client.BaseAddress!.Host, s_server.Client.BaseAddress.Port);
        NetworkStream stream = connection.GetStream();
        byte[] answer = new byte[12];
        Task<int> reading = stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false).AsTask();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        int length = await reading.WaitAsync(TimeSpan.FromSeconds(60));
        return Encoding.ASCII.GetString(answer, 0, length);
    }

    private static ByteArrayContent Part() => new(File.ReadAllBytes(ModelServer.XRay));

    private static Task<HttpResponseMessage> Post(string address, byte[] bytes) => s_server.Client.PostAsync(address, new ByteArrayContent(bytes));

    private static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode expected)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(expected), text);
        return JsonDocument.Parse(text).RootElement;
    }
}
