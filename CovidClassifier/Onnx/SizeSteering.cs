namespace CovidClassifier.Onnx;

/// <summary>Operators whose output's size is told by the values of an input: a few bytes of a file can ask for any amount of memory through them.</summary>
internal static class SizeSteering
{
    private static readonly Dictionary<string, int[]> Inputs = new(StringComparer.Ordinal)
    {
        ["ConstantOfShape"] = [0],
        ["Range"] = [0, 1, 2],
        ["Expand"] = [1],
        ["Tile"] = [1],
        ["Resize"] = [1, 2, 3],
        ["Upsample"] = [1],
        ["Pad"] = [1, 3],
        ["OneHot"] = [1],
        ["CenterCropPad"] = [1],
        ["AffineGrid"] = [1],
        ["MaxUnpool"] = [2],
        ["DFT"] = [1],
        ["STFT"] = [1, 3],
        ["HannWindow"] = [0],
        ["HammingWindow"] = [0],
        ["BlackmanWindow"] = [0],
        ["MelWeightMatrix"] = [0, 1, 2, 3, 4],
        ["NonZero"] = [0],
        ["Unique"] = [0],
        ["Compress"] = [1],
        ["NonMaxSuppression"] = [0, 1, 2, 3, 4],
    };

    // these take away, so that the input bounds them however many are left
    private static readonly HashSet<string> Choosing = new(StringComparer.Ordinal) { "NonZero", "Unique", "Compress", "NonMaxSuppression" };

    // the values of these tell how many axes the output has, not how much is in it
    private static readonly HashSet<string> Reshaping = new(StringComparer.Ordinal)
    {
        "Reshape", "Squeeze", "Unsqueeze", "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum",
            "ReduceLogSumExp", "ReduceSumSquare",
    };

    // their result was put away before, shape and all
    private static readonly HashSet<string> Unpacking = new(StringComparer.Ordinal) { "SequenceAt", "ConcatFromSequence", "OptionalGetElement", "StringSplit" };

    /// <summary>Names of the tensors that tell the number of axes of what a node makes; a name that nothing has where nothing tells it.</summary>
    public static IEnumerable<string> OfRank(NodeProto node) =>
        Unpacking.Contains(node.OpType) ? ["\0"]
        : Reshaping.Contains(node.OpType) ? node.InputAt(1) is { } axes ? [axes] : []
        : Of(node);

    /// <summary>Names of the tensors that tell the size of what a node makes.</summary>
    public static IEnumerable<string> Of(NodeProto node) =>
        Inputs.TryGetValue(node.OpType, out int[]? steering) ? steering.Select(node.InputAt).OfType<string>() : [];

    /// <summary>Whether a node's output is at most as many values as its inputs, times the number of axes.</summary>
    public static bool OnlyChooses(NodeProto node) => Choosing.Contains(node.OpType);

    public static bool Steers(NodeProto node) => Inputs.ContainsKey(node.OpType);
}
