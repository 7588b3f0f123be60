namespace CovidClassifier.Explanation;

/// <summary>How the channels of a spatial map are weighted by a logit's gradient.</summary>
internal enum GradientWeighting
{
    /// <summary>By each channel's gradient, the mean over all places (Grad-CAM, equations 1 and 2).</summary>
    ByChannel,

    /// <summary>By the gradient at each place (HiResCAM, equation 4).</summary>
    ByPlace,
}
