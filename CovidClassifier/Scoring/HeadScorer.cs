using System.Numerics.Tensors;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a graph to features, a head of ML.NET, and the graph that decides.</summary>
internal sealed class HeadScorer : IScorer
{
    private readonly HeadScoringModel _model;
    private readonly OnnxSession _features;
    private readonly OnnxSession _decision;
    private readonly string[] _wanted;

    public HeadScorer(HeadScoringModel model, int threads)
    {
        _model = model;
        _features = new OnnxSession(model.Features, threads, provider: model.Provider);
        _decision = new OnnxSession(model.Decision, threads: 1);
        _wanted = [FeatureGraph.Features, .. GuardGraph.Outputs.Where(name => _features.Outputs.Any(o => o.Key == name))];
    }

    public Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues inputs = PixelInput.Of(image);
        using NamedValues outputs = _features.Run(inputs, _wanted, cancellationToken);
        float[] features = outputs.Floats(FeatureGraph.Features).ToArray();
        Scorer.RequireFinite(features);
        float[] scores = _model.Head.Scores(features, _model.Head.TakesImage ? () => PngEncoder.Png(image.Pixels, image.Width, image.Height) : null);
        using var decisionInputs = new NamedValues();
        scores.CopyTo(decisionInputs.AddFloats(HeadScoringModel.HeadScore, 1, scores.Length));
        using NamedValues decided = _decision.Run(decisionInputs, Scorer.Outputs, cancellationToken);
        return Scorer.ToPredictions(decided, classNames, outputs, images: 1)[0];
    }

    public Prediction[] Predict(NamedValues batch, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _features.Run(batch, _wanted, cancellationToken);
        using NamedValues decided = Decide(batch, outputs, classNames.Count, Scorer.Outputs, cancellationToken);
        return Scorer.ToPredictions(decided, classNames, outputs, batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape[0]);
    }

    public float[][] Score(NamedValues batch, int classes, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _features.Run(batch, [FeatureGraph.Features], cancellationToken);
        using NamedValues decided = Decide(batch, outputs, classes, [ScoringGraph.Score], cancellationToken);
        return Scorer.Probabilities(decided, batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape[0], classes);
    }

    private NamedValues Decide(NamedValues batch, NamedValues outputs, int classes, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        float[] features = outputs.Floats(FeatureGraph.Features).ToArray();
        Scorer.RequireFinite(features);
        long[] shape = batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape;
        using var decisionInputs = new NamedValues();
        Span<float> scores = decisionInputs.AddFloats(HeadScoringModel.HeadScore, shape[0], classes);
        for (int i = 0; i < shape[0]; i++)
        {
            int image = i, length = features.Length / (int)shape[0];
            float[] own = features[(i * length)..((i + 1) * length)];
            _model.Head.Scores(own, _model.Head.TakesImage ? () => Png(batch, image, (int)shape[3], (int)shape[2]) : null).CopyTo(scores[(i * classes)..]);
        }

        return _decision.Run(decisionInputs, wanted, cancellationToken);
    }

    public void RequireFit(int classes, int width, int height)
    {
        int[]? pixels = _features.Inputs.Where(i => i.Key == NetworkGraph.Pixels).Select(i => i.Value.Dimensions).FirstOrDefault();
        if (pixels is not [_, 1, var rows, var columns] || rows != height || columns != width || _model.Head.ClassCount != classes)
        {
            throw new ArgumentException(
                $"The card names {classes} classes and an input of {width} x {height}; the network takes [{string.Join(',', pixels ?? [])}].");
        }
    }

    private static byte[] Png(NamedValues batch, int image, int width, int height)
    {
        Span<float> pixels = batch.Floats(NetworkGraph.Pixels).Slice(image * width * height, width * height);
        var bytes = new byte[pixels.Length];
        TensorPrimitives.ConvertSaturating<float, byte>(pixels, bytes);
        return PngEncoder.Png(bytes, width, height);
    }

    public void Dispose()
    {
        _features.Dispose();
        _decision.Dispose();
    }
}
