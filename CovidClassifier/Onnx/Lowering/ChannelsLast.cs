using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// Images with channels last, [N,H,W,C], inside a graph that has them first. A rewrite that gives its result channels last puts a transposition behind it; the
/// next one that wants channels last reads past that, and what nobody reads is pruned.
/// </summary>
internal static class ChannelsLast
{
    private static readonly long[] Back = [0, 3, 1, 2];

    /// <summary>Whether a tensor is at hand with channels last, or the sample itself, which can be written that way.</summary>
    public static bool IsAtHand(LoweringScope scope, string tensor) => Source(scope, tensor) is not null || scope.IsSample(tensor);

    /// <summary>The tensor with channels last, or null where it would have to be transposed.</summary>
    public static string? Source(LoweringScope scope, string tensor) =>
        scope.Maker(tensor) is { OpType: "Transpose" } transpose && transpose.Ints("perm", []).AsSpan().SequenceEqual(Back) ? transpose.Input[0] : null;

    /// <summary>The tensor with channels last.</summary>
    public static string Of(LoweringScope scope, string tensor) => Source(scope, tensor) ?? scope.Builder.Transpose(tensor, 0, 2, 3, 1);

    /// <summary>Puts a result in the place of a node's output.</summary>
    /// <param name="scope">The graph.</param>
    /// <param name="node">Its one output has channels first.</param>
    /// <param name="image">The same, channels last.</param>
    public static void Replace(LoweringScope scope, NodeProto node, string image) =>
        Place(scope, scope.Release(node), image);

    /// <summary>Makes a tensor of this name, channels first, from one with channels last.</summary>
    public static void Place(LoweringScope scope, string name, string image) => scope.Builder.AddAs(name, "Transpose", [image], Attributes.Of("perm", Back));
}
