using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Fuzz.Serving;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Requests to a server, whole bytes of a connection: an answer, or a status that says what is wrong with the request.</summary>
internal sealed class HttpTarget : IFuzzTarget, IDisposable
{
    // one of the small pictures, and one of the DICOM files
    private static readonly byte[] Png = SmallModels.Picture(5, kind: 1), Dicom = CorpusFolder.Of("dicom")[^1];

    private readonly Scratch _scratch = new();
    private readonly SmallServer _server;

    public HttpTarget() => _server = new SmallServer(_scratch.Write("served.zip", SmallModels.Zip(hasMap: true)), _scratch["socket"]);

    public string Name => "http";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        HttpRequest.Of("POST /api/predict", ["Content-Type: image/png"], Png),
        HttpRequest.Of("POST /api/predict", ["Content-Type: multipart/form-data; boundary=b"], Parts("form-data; name=\"file\"; filename=\"a.png\"", Png)),
        HttpRequest.Of("POST /api/explain?method=hirescam&side=32&label=COVID-19", ["Accept: image/png"], Png),
        HttpRequest.Of("GET /api/model", [], []),
        HttpRequest.Of("POST /v2/models/served/infer", ["Content-Type: application/json"], Encoding.UTF8.GetBytes(
            $$$"""
            {"id":"7","inputs":[{"name":"image","shape":[2],"datatype":"BYTES",
            "data":["{{{Convert.ToBase64String(Png)}}}","{{{Convert.ToBase64String(Dicom)}}}"]}],
            "outputs":[{"name":"Score"},{"name":"PredictedLabels","parameters":{"binary_data":true}}]}
            """)),
        Binary("pixels", "FP32", $"1,1,{SmallModels.Side},{SmallModels.Side}", MemoryMarshal.AsBytes<float>(new float[SmallModels.Side * SmallModels.Side])),
        Binary("image", "BYTES", "1", [.. BitConverter.GetBytes(Png.Length), .. Png]),
        HttpRequest.Of("POST /dicomweb/studies", ["Content-Type: multipart/related; type=\"application/dicom\"; boundary=b"], Parts("attachment", Dicom)),
        HttpRequest.Of("GET /dicomweb/studies/1.2.3/instances", ["Accept: application/dicom+json"], []),
        .. CorpusFolder.Of("http"),
    ];

    // half of the damage is in the body alone, whose length fits; a third of that in the values of its JSON
    public byte[] Mend(byte[] damaged, RandomStream random) => random.Below(4) switch
    {
        0 => damaged,
        1 => HttpRequest.WithBody(damaged, body => body),
        2 => HttpRequest.WithBody(Seeds[random.Below(Seeds.Count)], body => body.Length == 0 ? body : new Mutator(random).Mutate(body, damaged)),
        _ => HttpRequest.WithBody(Seeds[random.Below(Seeds.Count)], body => JsonDamage.Change(body, random)),
    };

    public string Answer(byte[] input)
    {
        HttpReply reply = _server.Send(input);
        return _server.TakeFault() is { } fault ? throw new InvalidOperationException("An endpoint failed.", fault)
            : reply.Status is (>= 200 and < 300) ? string.Create(CultureInfo.InvariantCulture, $"{reply.Status} {Convert.ToHexString(reply.Body)}")
            : reply.Status is 0 or (>= 400 and < 500) or 501 or 503 or 505
                ? throw new HttpRefusalException(Encoding.UTF8.GetString(reply.Body).ReplaceLineEndings("\n"))
            : throw new InvalidDataException(FormattableString.Invariant($"Status {reply.Status}."));
    }

    public bool IsNamed(Exception error) => error is HttpRefusalException;

    public void Dispose()
    {
        _server.Dispose();
        _scratch.Dispose();
    }

    private static byte[] Binary(string name, string datatype, string shape, ReadOnlySpan<byte> data)
    {
        byte[] json = Encoding.UTF8.GetBytes($$$"""
            {"inputs":[{"name":"{{{name}}}","shape":[{{{shape}}}],"datatype":"{{{datatype}}}","parameters":{"binary_data_size":{{{data.Length}}}}}],
            "parameters":{"binary_data_output":true}}
            """);
        return HttpRequest.Of("POST /v2/models/served/infer", [$"Inference-Header-Content-Length: {json.Length}"], [.. json, .. data]);
    }

    private static byte[] Parts(string disposition, byte[] content) =>
        [.. Encoding.ASCII.GetBytes($"--b\r\nContent-Disposition: {disposition}\r\nContent-Type: application/dicom\r\n\r\n"), .. content, .. "\r\n--b--\r\n"u8];
}
