namespace CovidClassifier.Onnx;

/// <summary>What a file that is called .onnx is instead, told by its first bytes.</summary>
internal static class OtherFiles
{
    /// <summary>A sentence's end that says what it is and what to do; null where nothing known begins like this.</summary>
    public static string? Describe(ReadOnlySpan<byte> file)
    {
        string head = System.Text.Encoding.Latin1.GetString(file[..Math.Min(file.Length, 512)]);
        string text = head.TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        bool Begins(string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
        return head switch
        {
            _ when Begins("version https://git-lfs") =>
                "it is the pointer that Git LFS keeps in the place of a large file: fetch the file itself (git lfs pull)",
            _ when Begins("<!doctype html") || Begins("<html") || Begins("<?xml") =>
                "it is a web page, probably a message of the server that it was downloaded from: download the file again",
            _ when Begins("{") || Begins("[{") => "it is a JSON text, probably a message of the server that it was downloaded from: download the file again",
            _ when head.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) =>
                "it is a zip, as PyTorch's .pt and .pth files, Keras' .keras files and this library's models are: export the network as ONNX first " +
                "(torch.onnx.export; a model of this library: CovidModel.SaveOnnx)",
            _ when head.StartsWith("\u0080\u0002", StringComparison.Ordinal) || head.StartsWith("\u0080\u0004", StringComparison.Ordinal) =>
                "it is a Python pickle, as older .pt and .pth files are: export the network as ONNX first (torch.onnx.export)",
            _ when head.StartsWith("\u0089HDF\r\n", StringComparison.Ordinal) =>
                "it is an HDF5 file, as Keras' .h5 files are: export the network as ONNX first (tf2onnx)",
            _ when head.Length >= 8 && head.AsSpan(4, 4) is "TFL3" => "it is a TensorFlow Lite file: export the network as ONNX first (tf2onnx --tflite)",
            _ when head.Length >= 8 && head.AsSpan(4, 4) is "ORTM" => "it is in ONNX Runtime's own format (.ort): use the .onnx file that it was made of",
            _ when head.Length > 9 && head[8] == '{' && head[9] == '"' && head.AsSpan(4, 4) is "\0\0\0\0" =>
                "it is a safetensors file, which holds weights without a network: export the network as ONNX first (torch.onnx.export)",
            _ when head.StartsWith("\u001f\u008b", StringComparison.Ordinal) => "it is compressed (gzip): unpack it first",
            _ => null,
        };
    }
}
