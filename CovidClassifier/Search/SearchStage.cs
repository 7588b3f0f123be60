namespace CovidClassifier;

/// <summary>What a search is busy with.</summary>
public enum SearchStage
{
    /// <summary>Decoding images, or scoring the finished model.</summary>
    Around,

    /// <summary>Trying recipes.</summary>
    Searching,

    /// <summary>Training the chosen ones on all images that the search had.</summary>
    Refitting,
}
