using System.Globalization;
using System.Text.Json;

namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>A request to infer: JSON, and behind it, where the binary data extension is used, the tensors that the JSON says are there.</summary>
/// <param name="Id">Given back as it came; null: none.</param>
/// <param name="Inputs">The tensors.</param>
/// <param name="Outputs">Those that are asked for, and whether as binary data; empty: all.</param>
/// <param name="IsBinary">Whether outputs that do not say are binary.</param>
internal sealed record InferenceRequest(string? Id, IReadOnlyList<Tensor> Inputs, IReadOnlyList<(string Name, bool? IsBinary)> Outputs, bool IsBinary)
{
    /// <summary>The header that says where the JSON ends.</summary>
    public const string LengthHeader = "Inference-Header-Content-Length";

    private const string Parameters = "parameters", BinarySize = "binary_data_size", Binary = "binary_data", AllBinary = "binary_data_output";

    /// <param name="body">All of it.</param>
    /// <param name="headerLength">What <see cref="LengthHeader"/> says; null: the body is JSON.</param>
    /// <exception cref="InferenceException">It does not keep to the protocol.</exception>
    public static InferenceRequest Parse(ReadOnlyMemory<byte> body, string? headerLength)
    {
        int length = body.Length;
        if (headerLength is not null && (!int.TryParse(headerLength, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > body.Length))
        {
            throw new InferenceException($"{LengthHeader} must be the length of the JSON before the binary data, got '{headerLength}'.");
        }

        try
        {
            using var document = JsonDocument.Parse(body[..length]);
            return Parse(document.RootElement, body[length..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InferenceException($"The request is no inference request: {e.Message}");
        }
    }

    private static InferenceRequest Parse(JsonElement root, ReadOnlyMemory<byte> binary)
    {
        List<Tensor> inputs = [];
        foreach (JsonElement input in root.GetProperty("inputs").EnumerateArray())
        {
            int size = Parameter(input, BinarySize)?.GetInt32() ?? 0;
            if (size < 0 || size > binary.Length)
            {
                throw new InferenceException($"{BinarySize} must not be more than the binary data that is there, {binary.Length} bytes, got {size}.");
            }

            inputs.Add(ParseInput(input, Parameter(input, BinarySize) is null ? default(ReadOnlyMemory<byte>?) : binary[..size]));
            binary = binary[size..];
        }

        (string, bool?)[] outputs = !root.TryGetProperty("outputs", out JsonElement asked) ? []
            : [.. asked.EnumerateArray().Select(o => (o.GetProperty("name").GetString()!, Parameter(o, Binary)?.GetBoolean()))];
        return new InferenceRequest(
            root.TryGetProperty("id", out JsonElement id) ? id.GetString() : null, inputs, outputs, Parameter(root, AllBinary)?.GetBoolean() ?? false);
    }

    private static Tensor ParseInput(JsonElement input, ReadOnlyMemory<byte>? binary)
    {
        string name = input.GetProperty("name").GetString()!;
        string datatype = input.GetProperty("datatype").GetString()!;
        if (datatype is not (Tensor.Float or Tensor.Bytes))
        {
            throw new InferenceException($"Input '{name}' must be {Tensor.Float} or {Tensor.Bytes}, got '{datatype}'.");
        }

        long[] shape = [.. input.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64())];
        if (binary is { } bytes)
        {
            return Tensor.FromBinary(name, datatype, shape, bytes.Span);
        }

        JsonElement data = input.GetProperty("data");
        return datatype == Tensor.Float
            ? new Tensor(name, shape, [.. Flat(data).Select(e => e.GetSingle())], Elements: null)
            : new Tensor(name, shape, Floats: null, [.. Flat(data).Select(e => e.GetBytesFromBase64())]);
    }

    // row by row, nested as the shape is or flat
    private static IEnumerable<JsonElement> Flat(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().SelectMany(Flat) : [data];

    private static JsonElement? Parameter(JsonElement of, string name) =>
        of.TryGetProperty(Parameters, out JsonElement parameters) && parameters.TryGetProperty(name, out JsonElement value) ? value : null;
}
