using CovidClassifier.Foundation;
using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>
/// Weights that a network keeps in files beside it, as PyTorch writes them by default since 2.9 (https://onnx.ai/onnx/repo-docs/ExternalData.html): read from
/// the network's own folder, wherever the process was started, and never from outside of it. Files may be links where network and weights are links into one
/// folder, as the cache of Hugging Face keeps them.
/// </summary>
internal sealed class ExternalWeights
{
    private readonly string _network;
    private readonly string[] _folders;
    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, long, long), ByteString> _read = [];
    private long _total;

    private ExternalWeights(string network)
    {
        _network = network;
        string full = Path.GetFullPath(network);
        _folders = [RealPath.Of(Path.GetDirectoryName(full)!), Path.GetDirectoryName(RealPath.Of(full))!];
    }

    /// <summary>Takes them into the graph; a graph without any stays as it is.</summary>
    /// <param name="model">Changed in place.</param>
    /// <param name="network">Path of its file.</param>
    /// <exception cref="NetworkException">A file is missing, lies elsewhere, or is shorter than the tensor; found before anything is read.</exception>
    public static void TakeIn(ModelProto model, string network)
    {
        TensorProto[] outside = [.. Tensors(model.Graph).Where(t => t.DataLocation == TensorProto.Types.DataLocation.External || t.ExternalData.Count > 0)];
        if (outside.Length == 0)
        {
            return;
        }

        var weights = new ExternalWeights(network);
        (TensorProto Tensor, string File, long Offset, long Length)[] places = [.. outside.Select(t => weights.Locate(t))];
        foreach ((TensorProto tensor, string file, long offset, long length) in places)
        {
            tensor.RawData = weights.Read(tensor, file, offset, length);
            tensor.ExternalData.Clear();
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
        }
    }

    /// <summary>The file that a tensor names, for messages too.</summary>
    public static string LocationOf(TensorProto tensor) => Entry(tensor, "location") ?? "";

    private static IEnumerable<TensorProto> Tensors(GraphProto? graph) => graph is null ? [] :
    [
        .. graph.Initializer,
        .. graph.Node.SelectMany(n => n.Attribute).SelectMany(a => a.T is null ? a.Tensors : a.Tensors.Prepend(a.T)),
        .. graph.Node.Where(n => InnerGraphs.Any(n)).SelectMany(InnerGraphs.Of).SelectMany(Tensors),
    ];

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(e => e.Key == key)?.Value;

    private (TensorProto Tensor, string File, long Offset, long Length) Locate(TensorProto tensor)
    {
        string location = LocationOf(tensor);
        long needed = ElementBits.BytesOf(tensor);
        long offset = Number(tensor, location, "offset") ?? 0;
        long length = Number(tensor, location, "length") ?? needed;
        if (length != needed || ElementBits.Of(tensor.DataType) is 0)
        {
            throw Refuse(tensor, location, $"its shape [{string.Join(',', tensor.Dims.Take(10))}] needs {needed} bytes, the entry 'length' says {length}");
        }

        string file = Inside(tensor, location);
        long size = _files.TryGetValue(file, out long known) ? known : _files[file] = SizeOf(tensor, location, file);
        if (offset > size || length > size - offset)
        {
            throw Refuse(tensor, location, $"bytes {offset} to {(Int128)offset + length} are asked for, and the file has {size}");
        }

        // tensors may share a place in a file, but not so often that little on the disk is much in memory
        _total += length;
        return _total <= Math.Min(GraphLimits.MostWeightBytes, (2 * _files.Values.Sum()) + (64L << 20))
            ? (tensor, file, offset, length)
            : throw Refuse(
                tensor, location, $"its network's tensors ask for more than {_total} bytes together, which is more than its files hold or an ONNX file can");
    }

    private string Inside(TensorProto tensor, string location)
    {
        // exporters on Windows write its separator
        string[] parts = location.Split('/', '\\');
        if (location.Length == 0 || parts[0].Length == 0 || parts[^1].Length == 0 || location.Contains(':', StringComparison.Ordinal)
            || location.Contains('\0', StringComparison.Ordinal) || parts.Contains(".."))
        {
            throw Refuse(tensor, location, "a network's weights are read from its own folder only, by a path below it");
        }

        string file = RealPath.Of(Path.Combine([Path.GetDirectoryName(Path.GetFullPath(_network))!, .. parts]));
        return _folders.Any(folder => file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? file
            : throw Refuse(tensor, location, "it is a link to a place outside of the network's own folder, and nothing is read from there");
    }

    private long SizeOf(TensorProto tensor, string location, string file)
    {
        var info = new FileInfo(file);
        return info.Exists
            ? info.Length
            : throw Refuse(tensor, location, $"the file is not there; it belongs beside '{_network}', where the export wrote it");
    }

    private long? Number(TensorProto tensor, string location, string key) => Entry(tensor, key) switch
    {
        null => null,
        var text when long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long value) => value,
        var text => throw Refuse(tensor, location, $"the entry '{key}' must be a whole number, 0 or more, got '{ShownText.Name(text)}'"),
    };

    private ByteString Read(TensorProto tensor, string file, long offset, long length)
    {
        if (_read.TryGetValue((file, offset, length), out ByteString? known))
        {
            return known;
        }

        try
        {
            using FileStream stream = RegularFile.OpenRead(file);
            var bytes = new byte[length];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return _read[(file, offset, length)] = UnsafeByteOperations.UnsafeWrap(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkException(
                $"Tensor '{ShownText.Name(tensor.Name)}' keeps its values in '{ShownText.Name(LocationOf(tensor))}', which cannot be read: {e.Message}", e);
        }
    }

    private static NetworkException Refuse(TensorProto tensor, string location, string why) =>
        new($"Tensor '{ShownText.Name(tensor.Name)}' keeps its values in the file '{ShownText.Name(location)}': {why}.");
}
