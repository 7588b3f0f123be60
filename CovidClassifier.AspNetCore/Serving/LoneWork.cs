namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Anything else that a model can be asked: an explanation, pixels.</summary>
internal sealed class LoneWork<T>(Func<CovidModel, CancellationToken, T> ask, CancellationToken cancellationToken) : ModelWork(cancellationToken)
{
    private readonly TaskCompletionSource<Answer<T>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Answer<T>> Result => _result.Task;

    public override void Run(LoadedModel model) => _result.TrySetResult(new(ask(model.Model, CancellationToken), model.Version));

    public override void Fail(Exception error) => _result.TrySetException(error);
}
