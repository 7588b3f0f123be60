namespace CovidClassifier.Search;

/// <summary>Where the best model of a search that has not ended is kept.</summary>
internal interface IBestModel
{
    /// <summary>Whether what is kept, by this or an earlier run, is the trial's model as it is now.</summary>
    bool Holds(Trial trial);

    /// <summary>Keeps a model in the place of the one that is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Keep(KeptModel model);
}
