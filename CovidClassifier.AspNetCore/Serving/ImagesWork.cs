namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Images to be classified.</summary>
internal sealed class ImagesWork(IReadOnlyList<XRayImage> images, CancellationToken cancellationToken) : ModelWork(cancellationToken)
{
    private readonly TaskCompletionSource<Answer<IReadOnlyList<PredictionOutcome>>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Answer<IReadOnlyList<PredictionOutcome>>> Result => _result.Task;

    public override IReadOnlyList<XRayImage> Images => images;

    public override void Complete(IReadOnlyList<PredictionOutcome> outcomes, ModelVersion version) => _result.TrySetResult(new(outcomes, version));

    public override void Fail(Exception error) => _result.TrySetException(error);
}
