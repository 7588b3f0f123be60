using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Gradients;

/// <summary>The operators whose gradient is known. Listed, and not looked for by reflection, so that trimming keeps them.</summary>
internal static class GradientCatalogue
{
    public static IReadOnlyList<IOperatorGradient> All { get; } =
    [
        new AbsGradient(),
        new AddGradient(),
        new AtanGradient(),
        new AveragePoolGradient(),
        new BatchNormalizationGradient(),
        new CastGradient(),
        new CeluGradient(),
        new ClipGradient(),
        new ConcatGradient(),
        new ConvGradient(),
        new ConvTransposeGradient(),
        new CumSumGradient(),
        new DepthToSpaceGradient(),
        new DepthwiseConvolutionGradient(),
        new DivGradient(),
        new EinsumGradient(),
        new EluGradient(),
        new ErfGradient(),
        new ExpGradient(),
        new ExpandGradient(),
        new GatherElementsGradient(),
        new GatherGradient(),
        new GeluGradient(),
        new GemmGradient(),
        new GlobalAveragePoolGradient(),
        new GlobalMaxPoolGradient(),
        new HardSigmoidGradient(),
        new HardSwishGradient(),
        new IdentityGradient(),
        new InstanceNormalizationGradient(),
        new LayerNormalizationGradient(),
        new LeakyReluGradient(),
        new LogGradient(),
        new MatMulGradient(),
        new MaxGradient(),
        new MaxPoolGradient(),
        new MishGradient(),
        new MulGradient(),
        new NegGradient(),
        new PReluGradient(),
        new PadGradient(),
        new PooledActivationOperatorGradient(),
        new PowGradient(),
        new ReciprocalGradient(),
        new ReduceMaxGradient(),
        new ReduceNormGradient(),
        new ReduceSumGradient(),
        new ReluGradient(),
        new ReshapeGradient(),
        new ResizeGradient(),
        new ScatterElementsGradient(),
        new SigmoidGradient(),
        new SinGradient(),
        new SliceGradient(),
        new SoftmaxGradient(),
        new SoftplusGradient(),
        new SoftsignGradient(),
        new SplitGradient(),
        new SqrtGradient(),
        new StepGradient(),
        new SumGradient(),
        new TanhGradient(),
        new TileGradient(),
        new TopKGradient(),
        new TransposeGradient(),
        new WhereGradient(),
    ];

    private static readonly Dictionary<string, IOperatorGradient> Known =
        All.SelectMany(g => g.OpTypes.Select(op => (op, g))).ToDictionary(pair => pair.op, pair => pair.g, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> OpTypes => Known.Keys;

    public static IOperatorGradient? Find(NodeProto node) =>
        node.Domain is "" or "ai.onnx" or KernelSet.Domain ? Known.GetValueOrDefault(node.OpType) : null;
}
