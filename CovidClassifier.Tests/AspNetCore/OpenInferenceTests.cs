using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CovidClassifier.Tests.AspNetCore;

/// <summary>
/// Requests in the form of the protocol's own documents: kserve/open-inference-protocol, specification/protocol/inference_rest.md, and triton-inference-server,
/// docs/protocol/extension_binary_data.md, with our model's names and shapes.
/// </summary>
public class OpenInferenceTests
{
    private static ModelServer s_server = null!;
    private static CovidModel s_model = null!;
    private static float[] s_pixels = null!;

    private static int Side => s_model.Card.Network.InputWidth;

    [OneTimeSetUp]
    public static async Task Start()
    {
        s_server = await ModelServer.Start();
        s_model = CovidModel.Load(ModelServer.Zip);
        s_pixels = s_model.ToPixels(XRayImage.FromFile(ModelServer.XRay));
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        await s_server.DisposeAsync();
        s_model.Dispose();
    }

    [TestCase("v2/health/live")]
    [TestCase("v2/health/ready")]
    [TestCase("v2/models/covid-cnn/ready")]
    public async Task Health_IsStatus200(string address) => Assert.That((await s_server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Metadata_NameServerAndModel()
    {
        JsonElement server = await Json(await s_server.Client.GetAsync("v2"));
        Assert.That(server.GetProperty("extensions")[0].GetString(), Is.EqualTo("binary_tensor_data"));
        JsonElement model = await Json(await s_server.Client.GetAsync("v2/models/covid-cnn"));
        Assert.That(model.GetProperty("name").GetString(), Is.EqualTo("covid-cnn"));
        Assert.That(model.GetProperty("platform").GetString(), Is.EqualTo("onnxruntime_onnx"));
        JsonElement input = model.GetProperty("inputs")[0];
        Assert.That(input.GetProperty("datatype").GetString(), Is.EqualTo("FP32"));
        Assert.That(input.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()), Is.EqualTo(new[] { -1, 1, Side, Side }));
        string version = model.GetProperty("versions")[0].GetString()!;
        Assert.That((await s_server.Client.GetAsync($"v2/models/covid-cnn/versions/{version}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await s_server.Client.GetAsync($"v2/models/covid-cnn/versions/{version}/ready")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Infer_OfATensorInJson_FlatOrNested_GivesScoresAndLabels(bool isNested)
    {
        string flat = string.Join(',', s_pixels.Select(p => p.ToString(CultureInfo.InvariantCulture)));
        string data = isNested ? $"[[{flat}]]" : flat;
        JsonElement answer = await Infer($$"""
            {"id":"42","inputs":[{"name":"pixels","shape":[1,1,{{Side}},{{Side}}],"datatype":"FP32","data":[{{data}}]}],
             "outputs":[{"name":"Score"},{"name":"PredictedLabels"}]}
            """);
        Assert.That(answer.GetProperty("id").GetString(), Is.EqualTo("42"));
        Assert.That(answer.GetProperty("model_name").GetString(), Is.EqualTo("covid-cnn"));
        AssertIsThePrediction(answer);
    }

    [Test]
    public async Task Infer_OfImageFilesInJson_GivesTheSame()
    {
        string file = Convert.ToBase64String(File.ReadAllBytes(ModelServer.XRay));
        AssertIsThePrediction(await Infer($$"""{"inputs":[{"name":"image","shape":[1],"datatype":"BYTES","data":["{{file}}"]}]}"""));
    }

    [Test]
    public async Task Infer_WithBinaryTensors_TakesAndGivesThem()
    {
        byte[] binary = [.. MemoryMarshal.AsBytes<float>(s_pixels), .. MemoryMarshal.AsBytes<float>(s_pixels)];
        string header = $$$"""
            {"inputs":[{"name":"pixels","shape":[2,1,{{{Side}}},{{{Side}}}],"datatype":"FP32","parameters":{"binary_data_size":{{{binary.Length}}}}}],
             "outputs":[{"name":"PredictedLabels","parameters":{"binary_data":true}},{"name":"Score","parameters":{"binary_data":true}}]}
            """;
        HttpResponseMessage response = await PostBinary(header, binary);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), Encoding.UTF8.GetString(body));
        int length = int.Parse(response.Headers.GetValues("Inference-Header-Content-Length").Single(), CultureInfo.InvariantCulture);
        JsonElement json = JsonDocument.Parse(body.AsMemory(0, length)).RootElement;
        Assert.That(json.GetProperty("outputs")[1].GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()), Is.EqualTo(new[] { 2, 2 }));
        Span<byte> outputs = body.AsSpan(length);
        Prediction expected = s_model.Predict(ModelServer.XRay);
        int label = BinaryPrimitives.ReadInt32LittleEndian(outputs);
        Assert.That(Encoding.UTF8.GetString(outputs.Slice(4, label)), Is.EqualTo(expected.Label));
        float[] scores = MemoryMarshal.Cast<byte, float>(outputs[^16..]).ToArray();
        Assert.That(scores, Is.EqualTo(Enumerable.Repeat(expected.Probabilities.Select(p => p.Probability), 2).SelectMany(p => p)).Within(1e-6));
    }

    [Test]
    public async Task Infer_OfBinaryImageFiles_AsTritonClientsSendThem()
    {
        byte[] file = File.ReadAllBytes(ModelServer.XRay);
        byte[] binary = [.. BitConverter.GetBytes(file.Length), .. file];
        string header = $$$"""
            {"parameters":{"binary_data_output":false},
             "inputs":[{"name":"image","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":{{{binary.Length}}}}}]}
            """;
        AssertIsThePrediction(await Json(await PostBinary(header, binary)));
    }

    [TestCase("""{"inputs":[]}""")]
    [TestCase("""{"inputs":[{"name":"pixels","shape":[1,3,2,2],"datatype":"FP32","data":[1,2,3,4,5,6,7,8,9,10,11,12]}]}""")]
    [TestCase("""{"inputs":[{"name":"pixels","shape":[1,1,256,256],"datatype":"FP32","data":[1]}]}""")]
    [TestCase("""{"inputs":[{"name":"pixels","shape":[1,1,256,256],"datatype":"INT8","data":[1]}]}""")]
    [TestCase("""{"inputs":[{"name":"image","shape":[1],"datatype":"BYTES","data":["no base64!"]}]}""")]
    [TestCase("""{"inputs":[{"name":"image","shape":[1000000],"datatype":"BYTES","data":[]}]}""")]
    [TestCase("""{"inputs":[{"name":"image","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":99}}]}""")]
    [TestCase("""{"inputs":[{"name":"image","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":-1}}]}""")]
    [TestCase("""{"inputs":"x"}""")]
    [TestCase("""[]""")]
    [TestCase("no json")]
    public async Task Infer_OfWhatIsNoRequest_Is400WithAnError(string body)
    {
        HttpResponseMessage response = await s_server.Client.PostAsync("v2/models/covid-cnn/infer", new StringContent(body));
        string text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), text);
        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [TestCase("v2/models/other")]
    [TestCase("v2/models/covid-cnn/versions/1")]
    [TestCase("v2/models/..%2f..%2fetc/ready")]
    public async Task Models_ThatAreNotServed_Are404(string address) =>
        Assert.That((await s_server.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    private static async Task<JsonElement> Infer(string request) =>
        await Json(await s_server.Client.PostAsync("v2/models/covid-cnn/infer", new StringContent(request, Encoding.UTF8, "application/json")));

    private static async Task<HttpResponseMessage> PostBinary(string header, byte[] binary)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        using var content = new ByteArrayContent([.. json, .. binary]);
        content.Headers.ContentType = new("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/models/covid-cnn/infer") { Content = content };
        request.Headers.Add("Inference-Header-Content-Length", json.Length.ToString(CultureInfo.InvariantCulture));
        return await s_server.Client.SendAsync(request);
    }

    private static void AssertIsThePrediction(JsonElement answer)
    {
        Prediction expected = s_model.Predict(ModelServer.XRay);
        JsonElement[] outputs = [.. answer.GetProperty("outputs").EnumerateArray()];
        Assert.That(outputs[0].GetProperty("data").EnumerateArray().Select(d => d.GetSingle()),
            Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-6));
        Assert.That(outputs[1].GetProperty("data")[0].GetString(), Is.EqualTo(expected.Label));
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }
}
