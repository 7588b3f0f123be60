namespace CovidClassifier.Training;

/// <summary>A way to learn from images: a network from its first weights, the tail of a pre-trained one, a head on frozen features.</summary>
internal interface ILearner
{
    /// <summary>The training options that suit it, before the caller's changes.</summary>
    TrainingOptions Defaults { get; }

    /// <summary>Whether it needs validation images to know when to stop; otherwise cross-validation trains on everything outside the fold.</summary>
    bool NeedsValidation { get; }

    /// <summary>Whether it trains epoch by epoch, so that epochs, steps and checkpoints mean something.</summary>
    bool LearnsByEpochs { get; }

    /// <summary>Its own choices by name (camelCase), for the model card; the first is its mode: scratch, frozen or finetune.</summary>
    IReadOnlyDictionary<string, string> Choices { get; }

    /// <summary>Does once what every split of the same images shares: builds the network, computes features or activations.</summary>
    IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken);
}
