namespace CovidClassifier.Onnx;

/// <summary>What a file that is called .onnx is instead, told by its first bytes.</summary>
internal static class OtherFiles
{
    private static readonly (string Beginning, string Name)[] Archives =
    [
        ("\u001f\u008b", "gzip"), ("\u0028\u00b5\u002f\u00fd", "zstd"), ("BZh", "bzip2"), ("\u00fd7zXZ", "xz"), ("7z\u00bc\u00af", "7-Zip"), ("Rar!", "RAR"),
    ];

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
            _ when Begins("<?xml") || Begins("<net ") => text.Contains("<net ", StringComparison.OrdinalIgnoreCase)
                ? "it is the description of an OpenVINO network: use the .onnx file that it was made of"
                : "it is XML, probably a message of the server that it was downloaded from: download the file again",
            _ when Begins("<!doctype html") || Begins("<html") =>
                "it is a web page, probably a message of the server that it was downloaded from: download the file again",
            _ when Begins("{") && (text.Contains("\"irVersion\"", StringComparison.Ordinal) || text.Contains("\"graph\"", StringComparison.Ordinal)) =>
                "it is a network written as JSON text: save it as an ONNX file (onnx.save)",
            _ when Begins("{") || Begins("[{") => "it is a JSON text, probably a message of the server that it was downloaded from: download the file again",
            _ when head.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) =>
                "it is a zip, as PyTorch's .pt and .pth files, Keras' .keras files and this library's models are: export the network as ONNX first " +
                "(torch.onnx.export; a model of this library: CovidModel.SaveOnnx)",
            _ when head.Length > 2 && head[0] == '\u0080' && head[1] is >= '\u0002' and <= '\u0005' =>
                "it is a Python pickle, as older .pt and .pth files are: export the network as ONNX first (torch.onnx.export)",
            _ when head.StartsWith("\u0089HDF\r\n", StringComparison.Ordinal) =>
                "it is an HDF5 file, as Keras' .h5 files are: export the network as ONNX first (tf2onnx)",
            _ when head.Length >= 8 && head.AsSpan(4, 4) is "TFL3" => "it is a TensorFlow Lite file: export the network as ONNX first (tf2onnx --tflite)",
            _ when head.Length >= 8 && head.AsSpan(4, 4) is "ORTM" => "it is in ONNX Runtime's own format (.ort): use the .onnx file that it was made of",
            _ when head.Length > 9 && head[8] == '{' && head[9] == '"' && head.AsSpan(4, 4) is "\0\0\0\0" =>
                "it is a safetensors file, which holds weights without a network: export the network as ONNX first (torch.onnx.export)",
            _ when Archives.FirstOrDefault(a => head.StartsWith(a.Beginning, StringComparison.Ordinal)).Name is { } archive =>
                $"it is compressed ({archive}): unpack it first",
            _ when head.Length > 262 && head.AsSpan(257, 5) is "ustar" => "it is an archive (tar): unpack it first",
            _ when Begins("ir_version:") || Begins("graph {") => "it is a network written as text: save it as an ONNX file (onnx.save)",
            _ when head.StartsWith("\u0093NUMPY", StringComparison.Ordinal) =>
                "it is a NumPy array, which holds numbers without a network: export the network as ONNX first (torch.onnx.export)",
            _ when head.StartsWith("GGUF", StringComparison.Ordinal) => "it is a GGUF file, as language models are: export the network as ONNX first",
            _ when head.StartsWith("\u0089PNG", StringComparison.Ordinal) || head.StartsWith("\u00ff\u00d8\u00ff", StringComparison.Ordinal) =>
                "it is a picture",
            _ when head.Length >= 16 && head.All(c => c is '\t' or '\r' or '\n' or (>= ' ' and <= '~')) => "it is a text",
            _ when head.Length >= 16 && head.All(c => c == '\0') => "it holds zeros, as a download that was broken off leaves them: download the file again",
            _ => null,
        };
    }
}
