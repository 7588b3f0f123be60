namespace CovidClassifier.Auditing.Retraining;

/// <summary>What is left of a picture; the rest is black.</summary>
internal enum ImagePart
{
    Whole,

    /// <summary>Outside the central area.</summary>
    Border,

    /// <summary>The central area.</summary>
    Centre,
}
