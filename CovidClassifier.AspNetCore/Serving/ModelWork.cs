namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Something that is asked of the model by one request.</summary>
internal abstract class ModelWork(CancellationToken cancellationToken)
{
    /// <summary>Its request's: nobody waits any more once it is cancelled.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Images, which go into a batch with those of other requests; none where it is to be done alone.</summary>
    public virtual IReadOnlyList<XRayImage> Images => [];

    /// <summary>Takes the outcomes of its images.</summary>
    public virtual void Complete(IReadOnlyList<PredictionOutcome> outcomes, ModelVersion version)
    {
    }

    /// <summary>Does what is done alone, on the processor.</summary>
    public virtual void Run(LoadedModel model)
    {
    }

    public abstract void Fail(Exception error);
}
