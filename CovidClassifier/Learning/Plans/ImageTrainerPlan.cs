using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Microsoft.ML;

namespace CovidClassifier.Learning.Plans;

/// <summary>A trainer of ML.NET that learns from the images themselves: there is no network, and the features are the gray levels.</summary>
/// <param name="create">The estimator.</param>
/// <param name="side">Of the square that images are stretched to.</param>
internal sealed class ImageTrainerPlan(Func<MLContext, IEstimator<ITransformer>> create, int side) : LearningPlan("images")
{
    /// <summary>The tensor of features.</summary>
    private const string GrayLevels = "gray_levels";

    private readonly Head _head = Head.OfTrainer(create, takesImage: true);

    private protected override string OwnTitle => $"{Name} frozen at {GrayLevels} {_head.Name}";

    internal override IReadOnlyList<string> Licences => [];

    internal override bool LearnsByEpochs => false;

    internal override bool EndsInItsGraph => false;

    internal override IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        [ModeKey] = "frozen",
        ["head"] = _head.Description,
        ["features"] = GrayLevels,
        ["variants"] = "as augmentation asks",
    };

    internal override NetworkGraph Build(int classCount, Seed seed) => FeatureGraph.Of(Pixels(), GrayLevels).WithNewHead(classCount, seed);

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) =>
        new PreparedFrozenLearner(setup, _head, variants: null, cancellationToken);

    internal override LearningPlan Quick() => FromNetwork(Network.CustomCnn()).Quick();

    private NetworkGraph Pixels()
    {
        ModelProto model = OnnxFile.Create("images");
        var builder = new GraphBuilder(model.Graph);
        builder.AddAs(GrayLevels, "Flatten", [builder.Input(NetworkGraph.Pixels, -1, 1, side, side)]);
        builder.AddAs(NetworkGraph.Logits, "Identity", [GrayLevels]);
        builder.Output(NetworkGraph.Logits, -1, side * side);
        return new NetworkGraph(model, side, side, side * side);
    }
}
