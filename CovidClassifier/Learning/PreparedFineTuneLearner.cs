using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning.Features;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning;

/// <summary>A network cut in two, its front's activations computed for every image; or whole, where no cut is wanted.</summary>
internal sealed class PreparedFineTuneLearner : IPreparedLearner
{
    private readonly LearnerSetup _setup;
    private readonly FineTuningOptions _tuning;
    private readonly ActivationCache? _cache;
    private readonly NetworkGraph _trained;
    private readonly ParameterGroup[] _groups;
    private readonly string? _note;

    public PreparedFineTuneLearner(LearnerSetup setup, FineTuningOptions tuning, CutPoints.CutPoint? cut, CancellationToken cancellationToken)
    {
        _setup = setup;
        _tuning = tuning;
        NetworkGraph whole = WithHeadDropout(setup.Network, tuning.HeadDropout);
        _trained = cut is null ? whole : Tail(whole, cut);
        HashSet<string> head = [.. LastLayer.FindDense(_trained.Model.Graph, NetworkGraph.Logits, out _)?.Parameters ?? [], .. HiddenLayer.Parameters];
        _groups =
        [
            .. new[]
            {
                new ParameterGroup([.. _trained.Parameters.Where(head.Contains)]),
                new ParameterGroup([.. _trained.Parameters.Where(p => !head.Contains(p))], tuning.PretrainedRate),
            }.Where(g => g.Parameters.Count > 0),
        ];
        _cache = cut is null ? null : Compute(cut, cancellationToken);
        _note = cut is null || tuning.Cut is not null ? null : CutPoints.Describe(setup.Network, cut);
    }

    private NetworkGraph Network => _setup.Network;

    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken)
    {
        var loop = new TrainingLoop(_trained, _groups, _setup.Classes, _setup.Options, task.Seed.For("training"), TimeProvider.System);
        ISampleSource? validation = task.Validation.Count > 0 ? Samples(task.Validation, AugmentationOptions.None, task.Seed) : null;
        TrainingResult result = loop.Run(
            Taught(Samples(task.Training, _setup.Augmentation, task.Seed), task.Training), validation, task.Checkpoints, _setup.Progress, cancellationToken);
        NetworkGraph network = LearnedNetwork.WithWeights(Network, result.Weights);
        network = _note is null ? network : network with { Notes = [.. network.Notes, _note] };
        return new LearnedNetwork(
            _tuning.MirrorWhenScoring ? MirrorAverage.Of(network) : network, result.History, result.BestEpoch)
        { Provider = _setup.Options.Provider };
    }

    public void Dispose()
    {
        // the images, and the activations with them, belong to the setup
    }

    private ISampleSource Samples(XRayDataset part, AugmentationOptions augmentation, Seed seed) => _cache is null
        ? _setup.Images.Samples(part, augmentation, seed)
        : new ActivationSamples(_cache, _setup.Images.Positions(part), _setup.Images.Labels(part), _tuning.Variants, seed)
        {
            Sources = DecodedDataset.Sources(part),
        };

    private ISampleSource Taught(ISampleSource samples, XRayDataset part) =>
        _setup.Teacher is { } teacher ? new TaughtSamples(samples, teacher(part), _setup.TeacherShare) : samples;

    private ActivationCache Compute(CutPoints.CutPoint cut, CancellationToken cancellationToken)
    {
        ModelProto front = GraphCut.Between(Network.Model, [], [ValueInfos.Of(cut.Tensor, TensorProto.Types.DataType.Float, [-1, .. cut.Shape])]);
        DecodedDataset images = _setup.Images;
        int entries = images.Count * _tuning.Variants;
        string varied = _tuning.Variants > 2 ? $"{_setup.Augmentation.Description} {_setup.Seed.Value}" : "";
        string key = FrozenLayerCache.KeyOf(front);
        return images.Work.GetOrMake($"activations {key} {_tuning.Variants} {varied}", () =>
        {
            ActivationCache cache = ActivationCache.Build(
                new CachedInference(_setup.Cache, front, key, cut.Tensor, Network.Width, Network.Height, _setup.Options.Provider),
                cut,
                entries,
                (entry, pixels) => Augmenter.Apply(
                    images.Pixels(entry / _tuning.Variants), Network.Width, Network.Height, Variant(entry / _tuning.Variants, entry % _tuning.Variants),
                        pixels),
                Math.Max(0, _setup.Memory - images.Work.BytesInMemory),
                (done, missing) => _setup.Progress?.Report(new TrainingProgress(TrainingStage.Computing, done, missing)),
                cancellationToken);
            images.Work.BytesInMemory += cache.BytesInMemory;
            return cache;
        });
    }

    private AugmentationDraw Variant(int image, int variant) => variant switch
    {
        0 => AugmentationDraw.Identity,
        1 => AugmentationDraw.Identity with { Flip = true },
        _ => AugmentationDraw.Draw(_setup.Augmentation, _setup.Seed, epoch: 0, image, variant),
    };

    private static NetworkGraph Tail(NetworkGraph whole, CutPoints.CutPoint cut) => whole with
    {
        Model = GraphCut.Between(
            whole.Model,
            [ValueInfos.Of(cut.Tensor, TensorProto.Types.DataType.Float, [-1, .. cut.Shape])],
            [ValueInfos.Of(NetworkGraph.Logits, TensorProto.Types.DataType.Float, -1, whole.Outputs)]),
    };

    private static NetworkGraph WithHeadDropout(NetworkGraph network, double ratio)
    {
        ModelProto model = network.Model.Clone();
        DenseLayer? layer = LastLayer.FindDense(model.Graph, NetworkGraph.Logits, out _);
        if (ratio == 0 || layer is null)
        {
            return network;
        }

        var builder = new GraphBuilder(model.Graph);
        string features = layer.Features;
        string dropped = builder.Add("Dropout", [features, builder.Constant((float)ratio)]);
        int slot = layer.Node.Input.IndexOf(features);
        layer.Node.Input[slot] = dropped;
        GraphOrder.Sort(model.Graph);
        return network with { Model = model };
    }
}
