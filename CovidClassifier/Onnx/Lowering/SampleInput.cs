namespace CovidClassifier.Onnx.Lowering;

/// <summary>An input of a graph that takes samples, perhaps in another order of elements than the network's own.</summary>
/// <param name="Name">Of the graph's input.</param>
/// <param name="Shape">For a whole run; the elements of one sample lie together, sample after sample.</param>
/// <param name="Places">For each element of one sample here, where it lies in the network's sample; null: all of them as they are.</param>
internal sealed record SampleInput(string Name, long[] Shape, int[]? Places)
{
    /// <summary>Writes one sample as this input takes it.</summary>
    public void Write(ReadOnlySpan<float> sample, Span<float> destination)
    {
        if (Places is null)
        {
            sample.CopyTo(destination);
            return;
        }

        for (int i = 0; i < Places.Length; i++)
        {
            destination[i] = sample[Places[i]];
        }
    }
}
