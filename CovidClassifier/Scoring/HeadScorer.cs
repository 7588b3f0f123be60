using System.Numerics.Tensors;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a graph to features, a head of ML.NET, and the graph that decides.</summary>
internal sealed class HeadScorer : IScorer
{
    private readonly HeadScoringModel _form;
    private readonly OnnxSession _features;
    private readonly OnnxSession _decision;

    public HeadScorer(HeadScoringModel form, int threads)
    {
        _form = form;
        _features = new OnnxSession(form.Features, threads, provider: form.Provider);
        _decision = new OnnxSession(form.Decision, threads: 1);
    }

    public Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using var inputs = new NamedValues();
        PixelScale.ToFloats(image.Pixels, inputs.AddFloats(NetworkGraph.Pixels, 1, 1, image.Height, image.Width));
        using NamedValues outputs = _features.Run(inputs, [FeatureGraph.Features], cancellationToken);
        float[] features = outputs.Floats(FeatureGraph.Features).ToArray();
        Scorer.RequireFinite(features);
        float[] scores = _form.Head.Scores(features, _form.Head.TakesImage ? () => PngEncoder.Png(image.Pixels, image.Width, image.Height) : null);
        using var decisionInputs = new NamedValues();
        scores.CopyTo(decisionInputs.AddFloats(HeadScoringModel.HeadScore, 1, scores.Length));
        using NamedValues decided = _decision.Run(decisionInputs, Scorer.Outputs, cancellationToken);
        return Scorer.ToPrediction(decided, classNames);
    }

    public float[][] Score(NamedValues batch, int classes, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _features.Run(batch, [FeatureGraph.Features], cancellationToken);
        float[] features = outputs.Floats(FeatureGraph.Features).ToArray();
        Scorer.RequireFinite(features);
        long[] shape = batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape;
        using var decisionInputs = new NamedValues();
        Span<float> scores = decisionInputs.AddFloats(HeadScoringModel.HeadScore, shape[0], classes);
        for (int i = 0; i < shape[0]; i++)
        {
            int image = i, length = features.Length / (int)shape[0];
            float[] own = features[(i * length)..((i + 1) * length)];
            _form.Head.Scores(own, _form.Head.TakesImage ? () => Picture(batch, image, (int)shape[3], (int)shape[2]) : null).CopyTo(scores[(i * classes)..]);
        }

        using NamedValues decided = _decision.Run(decisionInputs, [ScoringGraph.Score], cancellationToken);
        return Scorer.Probabilities(decided, classes);
    }

    public void RequireFit(ModelCard card)
    {
        int[]? pixels = _features.Inputs.Where(i => i.Key == NetworkGraph.Pixels).Select(i => i.Value.Dimensions).FirstOrDefault();
        if (pixels is not [_, 1, var height, var width] || height != card.Network.InputHeight || width != card.Network.InputWidth || _form.Head.ClassCount != card.ClassNames.Count)
        {
            throw new ArgumentException(
                $"The card names {card.ClassNames.Count} classes and an input of {card.Network.InputWidth} x {card.Network.InputHeight}; the network takes [{string.Join(',', pixels ?? [])}].");
        }
    }

    private static byte[] Picture(NamedValues batch, int image, int width, int height)
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
