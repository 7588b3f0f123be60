using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>The answer to a request to infer.</summary>
internal sealed class InferenceAnswer(string? id, ModelVersion model, IReadOnlyList<(Tensor Tensor, bool IsBinary)> outputs) : IResult
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static InferenceAnswer Of(InferenceRequest request, IReadOnlyList<Prediction> predictions, ModelVersion model)
    {
        int classes = model.Card.ClassNames.Count;
        Tensor[] all =
        [
            new(ModelMetadata.Score, [predictions.Count, classes], [.. predictions.SelectMany(p => p.Probabilities.Select(c => c.Probability))],
                Elements: null),
            new(ModelMetadata.Labels, [predictions.Count], Floats: null, [.. predictions.Select(p => Encoding.UTF8.GetBytes(p.Label))]),
        ];
        return new InferenceAnswer(request.Id, model, request.Outputs.Count == 0
            ? [.. all.Select(t => (t, request.IsBinary))]
            : [.. request.Outputs.Select(o => (Find(all, o.Name), o.IsBinary ?? request.IsBinary))]);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        byte[][] binaries = [.. outputs.Where(o => o.IsBinary).Select(o => o.Tensor.ToBinary())];
        byte[] json = Json(binaries);
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json";
        if (binaries.Length > 0)
        {
            response.ContentType = "application/octet-stream";
            response.Headers[InferenceRequest.LengthHeader] = json.Length.ToString(CultureInfo.InvariantCulture);
        }

        response.ContentLength = json.Length + binaries.Sum(b => (long)b.Length);
        foreach (byte[] part in (byte[][])[json, .. binaries])
        {
            await response.Body.WriteAsync(part, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    private static Tensor Find(Tensor[] all, string name) => Array.Find(all, t => t.Name == name)
        ?? throw new InferenceException($"Output '{name}' is not one of: {string.Join(", ", all.Select(t => t.Name))}.");

    private byte[] Json(byte[][] binaries)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Plain);
        json.WriteStartObject();
        json.WriteString("model_name", model.Name);
        json.WriteString("model_version", model.Version);
        if (id is not null)
        {
            json.WriteString("id", id);
        }

        json.WriteStartArray("outputs");
        int binary = 0;
        foreach ((Tensor tensor, bool isBinary) in outputs)
        {
            Write(json, tensor, isBinary ? binaries[binary++].Length : null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Tensor tensor, int? binarySize)
    {
        json.WriteStartObject();
        json.WriteString("name", tensor.Name);
        json.WriteString("datatype", tensor.Datatype);
        json.WriteStartArray("shape");
        foreach (long length in tensor.Shape)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        if (binarySize is { } size)
        {
            json.WriteStartObject("parameters");
            json.WriteNumber("binary_data_size", size);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("data");
            Array.ForEach(tensor.Floats ?? [], json.WriteNumberValue);
            foreach (byte[] text in tensor.Elements ?? [])
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
