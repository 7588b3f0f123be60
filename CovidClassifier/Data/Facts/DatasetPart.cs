namespace CovidClassifier;

/// <summary>The part that a dataset itself gives an image to, see <see cref="XRayImage.GivenPart"/>.</summary>
public enum DatasetPart
{
    /// <summary>For fitting the weights.</summary>
    Training,

    /// <summary>For stopping and thresholds.</summary>
    Validation,

    /// <summary>For the figures that are reported.</summary>
    Test,
}
