namespace CovidClassifier.Learning.Heads;

/// <summary>One image as ML.NET's trainers read it.</summary>
internal sealed class HeadRow
{
    /// <summary>Standardised.</summary>
    public required float[] Features { get; init; }

    /// <summary>The class, counted from 0; ML.NET makes it a key, counted from 1.</summary>
    public uint Label { get; init; }

    /// <summary>For a trainer of one class against the rest: whether the image is of that class.</summary>
    public bool IsOfClass { get; init; }

    public float Weight { get; init; }
}
