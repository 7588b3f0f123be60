namespace CovidClassifier;

/// <summary>What a long run is busy with.</summary>
public enum TrainingStage
{
    /// <summary>Reading and decoding images.</summary>
    Decoding,

    /// <summary>Asking of the data what would let a network cheat.</summary>
    Auditing,

    /// <summary>Computing, once per image, what the part of the network that stays as it is says of it.</summary>
    Computing,

    /// <summary>Training the network.</summary>
    Training,

    /// <summary>Scoring the test images with the finished network.</summary>
    Testing,
}
