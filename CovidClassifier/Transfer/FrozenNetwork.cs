using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Transfer;

/// <summary>A network together with the wish to leave it as it is and to train a head on its features.</summary>
internal sealed class FrozenNetwork(Network basis, Head head, Freezing options) : Network(basis.Name)
{
    public Network Basis => basis;

    public Head Head => head;

    public Freezing Options => options;

    public override string Title => options.Features is { } tensor ? $"{Name} frozen at {tensor} {head.Name}" : $"{Name} frozen {head.Name}";

    internal override IReadOnlyList<string> Licences => basis.Licences;

    internal override NetworkGraph Build(int classCount, Seed seed) => FeatureGraph.Of(Original(seed), options.Features).WithNewHead(classCount, seed);

    internal override NetworkGraph Original(Seed seed) => basis.Original(seed);

    private protected override ModelProto Describe(int classCount, Seed seed) =>
        throw new NotSupportedException("A frozen network is written once its head is trained: CovidModel.SaveOnnx.");
}
