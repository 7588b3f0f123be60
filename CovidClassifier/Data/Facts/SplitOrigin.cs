namespace CovidClassifier;

/// <summary>Where the parts of a split come from.</summary>
public enum SplitOrigin
{
    /// <summary>The dataset's own parts where it states one for every image and one of them is for training; otherwise drawn anew, which a warning says
    /// where the dataset states some.</summary>
    GivenOrNew,

    /// <summary>The dataset's own parts; an error where it has none.</summary>
    Given,

    /// <summary>Drawn anew, whatever the dataset states.</summary>
    New,

    /// <summary>
    /// Each source in turn (<see cref="XRayImage.Source"/>) is left out and measured on by a model that was trained on the others: how a recipe does at a
    /// place that it was not trained on. The model that is kept is trained on all of them. See <see cref="XRayDataset.LeaveOneSourceOut"/>.
    /// </summary>
    LeaveOneSourceOut,
}
