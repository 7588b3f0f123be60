using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Onnx.Gradients;

/// <summary>
/// A tensor whose values lie evenly spaced between two bounds, in random order: no two are equal, none is 0, so that a small step crosses neither a tie nor a
/// kink at 0.
/// </summary>
internal sealed record OperatorInput(string Name, long[] Shape, double Low = -2, double High = 2)
{
    public float[] Values(Seed seed)
    {
        int count = (int)Shape.Aggregate(1L, (a, b) => a * b);
        int places = count + (count % 2);
        float[] values = [.. Enumerable.Range(0, count).Select(i => (float)(Low + (High - Low) * (i + 0.5) / places))];
        seed.For(Name).Open().Shuffle(values.AsSpan());
        return values;
    }
}
