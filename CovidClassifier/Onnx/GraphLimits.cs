namespace CovidClassifier.Onnx;

/// <summary>
/// What a graph may ask for beyond the bytes of its own file. A network of images stays far below; a file of a few kilobytes that asks for more is refused
/// before the memory is.
/// </summary>
internal static class GraphLimits
{
    /// <summary>
    /// Nodes, those of inner graphs included: ten times what the largest published classifiers have. ONNX Runtime itself takes seconds to load this many.
    /// </summary>
    public const int MostNodes = 50_000;

    /// <summary>Nodes, attributes, tensors and declarations together: each takes up to 250 bytes of memory, however few it has in the file.</summary>
    public const int MostParts = 2_000_000;

    /// <summary>Whole numbers outside of raw bytes, which one byte of a file can each hold.</summary>
    public const int MostPackedNumbers = 32_000_000;

    /// <summary>
    /// Bytes of all constants that nodes compute: the largest published classifier whose weights are made by nodes (VGG19) needs 575 million.
    /// </summary>
    public const long MostConstantBytes = 640L << 20;

    /// <summary>Bytes of tensors that are alive at a time while the graph runs on one image.</summary>
    public const long MostImageBytes = 1L << 30;

    /// <summary>Bytes of weights, own and outside: what one ONNX file can hold.</summary>
    public const long MostWeightBytes = int.MaxValue - (16L << 20);

    /// <summary>Graphs inside graphs.</summary>
    public const int MostDepth = 16;
}
