using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Transfer;

/// <summary>A network together with the wish to fine-tune it.</summary>
internal sealed class FineTunedNetwork(Network basis, FineTuning options) : Network(basis.Name)
{
    public FineTuning Options => options;

    /// <summary>The network before it is fine-tuned.</summary>
    public Network Basis => basis;

    public override string Title => options.Cut is { } cut ? $"{Name} finetune at {cut}" : options.All ? $"{Name} finetune whole" : $"{Name} finetune";

    internal override NetworkGraph Build(int classCount, Seed seed) => basis.Build(classCount, seed);

    internal override IReadOnlyList<string> Licences => basis.Licences;

    internal override NetworkGraph Original(Seed seed) => basis.Original(seed);

    private protected override ModelProto Describe(int classCount, Seed seed) =>
        throw new NotSupportedException("A fine-tuned network is written once it is trained: CovidModel.SaveOnnx.");
}
