using System.Runtime.InteropServices;
using CovidClassifier.Augmentation;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Features;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>The features of every image and variant, computed once; each training learns a head from those of its own images.</summary>
internal sealed class PreparedFrozenLearner : IPreparedLearner
{
    /// <summary>How many variants an image has where augmentation is asked for and their number is not.</summary>
    private const int AugmentedVariants = 4;

    private readonly LearnerSetup _setup;
    private readonly Head _head;
    private readonly int _variants;
    private readonly FeatureGraph _front;
    private readonly float[][] _features;

    /// <param name="setup">Network, images and options; not owned.</param>
    /// <param name="head">What is trained on the features.</param>
    /// <param name="variants">Of each image; null: one, or several where augmentation is asked for.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public PreparedFrozenLearner(LearnerSetup setup, Head head, int? variants, CancellationToken cancellationToken)
    {
        _setup = setup;
        _head = head;
        _variants = variants ?? (setup.Augmentation.IsIdentity ? 1 : AugmentedVariants);
        _front = FeatureGraph.Of(setup.Network, FeatureGraph.Features);
        DecodedDataset images = setup.Images;
        int entries = images.Count * _variants;
        string varied = _variants > 1 ? $"{setup.Augmentation.Description} {setup.Seed.Value}" : "";
        string key = FrozenLayerCache.KeyOf(_front.Model);
        _features = images.Work.GetOrMake($"features {key} {_variants} {varied}", () => Compute(key, entries, cancellationToken));
    }

    private float[][] Compute(string key, int entries, CancellationToken cancellationToken)
    {
        float[][] features = [.. Enumerable.Range(0, entries).Select(_ => new float[_front.Length])];
        var front = new CachedInference(
            _setup.Cache, _front.Model, key, FeatureGraph.Features, _front.Width, _front.Height, _setup.Options.Provider);
        front.Run(
            entries,
            WritePixels,
            entry => MemoryMarshal.AsBytes(features[entry].AsSpan()),
            (values, place) => MemoryMarshal.AsBytes(values).CopyTo(place),
            (done, missing) => _setup.Progress?.Report(new TrainingProgress(TrainingStage.Computing, done, missing)),
            cancellationToken);
        return features;
    }

    private void WritePixels(int entry, Span<float> pixels) => Augmenter.Apply(
        _setup.Images.Pixels(entry / _variants), _front.Width, _front.Height, Variant(entry / _variants, entry % _variants), pixels);

    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken)
    {
        int[] images = _setup.Images.Positions(task.Training);
        int[] labels = _setup.Images.Labels(task.Training);
        if (_head.Pipeline is { } pipeline)
        {
            return TrainPipeline(pipeline, images, labels, task, cancellationToken);
        }

        var data = new HeadData(
            [.. images.SelectMany(image => Enumerable.Range(0, _variants).Select(variant => _features[image * _variants + variant]))],
            [.. labels.SelectMany(label => Enumerable.Repeat(label, _variants))],
            _setup.Classes,
            _setup.Options.ClassWeighting,
            _variants,
            Sources(task.Training));
        LinearHead head = _head.Trainer!.Train(data, task.Seed.For("head"), cancellationToken);
        return new LearnedNetwork(_front.WithHead(_setup.Classes, head.Append), [], BestEpoch: 0)
        {
            Provider = _setup.Options.Provider,
            KnownLogits = part => [.. _setup.Images.Positions(part).Select(image => head.Logits(_features[image * _variants]))],
        };
    }

    public void Dispose()
    {
        // the images belong to the setup
    }

    // one for each row of features, an image having as many as variants
    private int[] Sources(XRayDataset part) => [.. DecodedDataset.Sources(part).SelectMany(source => Enumerable.Repeat(source, _variants))];

    private LearnedHead TrainPipeline(TransformerHeadTrainer pipeline, int[] images, int[] labels, LearnerTask task, CancellationToken cancellationToken)
    {
        int[] entries = [.. images.SelectMany(image => Enumerable.Range(image * _variants, _variants))];
        int[] classes = [.. labels.SelectMany(label => Enumerable.Repeat(label, _variants))];
        TransformerHead head = pipeline.Train(
            [.. entries.Select(e => _features[e])],
            classes,
            pipeline.TakesImage ? [.. entries.Select(Picture)] : null,
            _setup.Images.Dataset.ClassNames,
            HeadData.Weights(classes, Sources(task.Training), _setup.Classes, _setup.Options.ClassWeighting, _variants),
            task.Seed.For("head"),
            cancellationToken);
        return new LearnedHead(_front, head)
        {
            Provider = _setup.Options.Provider,
            KnownLogits = part =>
            [
                .. _setup.Images.Positions(part)
                    .Select(image => head.Logits(_features[image * _variants], pipeline.TakesImage ? Picture(image * _variants) : null)),
            ],
        };
    }

    // a picture's features are its gray levels
    private Func<byte[]> Picture(int entry) => () =>
        PngEncoder.Png(Array.ConvertAll(_features[entry], gray => (byte)Math.Clamp(MathF.Round(gray), 0, 255)), _front.Width, _front.Height);

    private AugmentationDraw Variant(int image, int variant) =>
        variant == 0 ? AugmentationDraw.Identity : AugmentationDraw.Draw(_setup.Augmentation, _setup.Seed, epoch: 0, image, variant);
}
