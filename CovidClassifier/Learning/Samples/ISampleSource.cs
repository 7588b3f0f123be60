namespace CovidClassifier.Learning.Samples;

/// <summary>What a network is trained or evaluated on: numbered samples of one shape, each with a class. Safe for several threads.</summary>
internal interface ISampleSource
{
    int Count { get; }

    /// <summary>Shape of one sample, without the batch dimension.</summary>
    long[] SampleShape { get; }

    /// <summary>Class index of a sample.</summary>
    int Label(int sample);

    /// <summary>Source index of a sample: which collection or hospital it comes from. 0 where all come from one.</summary>
    int Source(int sample) => 0;

    /// <summary>Writes the sample as it is seen in <paramref name="epoch"/> (1-based); the result depends on (epoch, sample) alone.</summary>
    void Fill(int epoch, int sample, Span<float> destination);
}
