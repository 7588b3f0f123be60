using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Every <see cref="IOperatorGradient"/> of this assembly, by operator.</summary>
internal static class GradientCatalogue
{
    private static readonly Dictionary<string, IOperatorGradient> Known = typeof(IOperatorGradient).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IOperatorGradient)))
        .Select(t => (IOperatorGradient)Activator.CreateInstance(t)!)
        .SelectMany(g => g.OpTypes.Select(op => (op, g)))
        .ToDictionary(pair => pair.op, pair => pair.g, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> OpTypes => Known.Keys;

    public static IOperatorGradient? Find(NodeProto node) =>
        node.Domain is "" or "ai.onnx" or KernelSet.Domain ? Known.GetValueOrDefault(node.OpType) : null;
}
