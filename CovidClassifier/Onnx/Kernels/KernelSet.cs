using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>Every <see cref="Kernel"/>, as one domain of operators.</summary>
internal static class KernelSet
{
    /// <summary>The operators' domain in a graph.</summary>
    public const string Domain = "covidclassifier.training";

    private static readonly Lazy<nint> Native = new(() => OrtTable.CreateDomain(Domain, All!.Select(NativeOperator.Of)));

    public static IReadOnlyList<Kernel> All { get; } =
    [
        new DepthwiseConvolution(), new DepthwiseInputGradient(), new DepthwiseWeightGradient(), new PooledActivation(), new PooledActivationGradient(),
    ];

    public static bool Knows(string opType) => All.Any(k => k.Name == opType);

    /// <summary>Whether a graph uses any.</summary>
    public static bool IsUsedBy(ModelProto model) => model.Graph.Node.Any(n => n.Domain == Domain);

    /// <summary>The graph with the domain declared.</summary>
    public static ModelProto Declare(ModelProto model)
    {
        if (!IsUsedBy(model) || model.OpsetImport.Any(o => o.Domain == Domain))
        {
            return model;
        }

        ModelProto declared = model.Clone();
        declared.OpsetImport.Add(new OperatorSetIdProto { Domain = Domain, Version = 1 });
        return declared;
    }

    /// <summary>Makes the operators known to a session.</summary>
    public static void AddTo(SessionOptions options) => OrtTable.AddDomain(options, Native.Value);
}
