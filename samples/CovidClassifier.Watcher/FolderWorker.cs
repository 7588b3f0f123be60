using System.Text.Json;
using CovidClassifier.AspNetCore;

namespace CovidClassifier.Watcher;

/// <summary>Looks at the folder every second, and writes one result per X-ray, whole or not at all.</summary>
internal sealed class FolderWorker(WatchedFolder folder, ServedModel model, TimeProvider time, ILogger<FolderWorker> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1), Quiet = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(folder.In);
        Directory.CreateDirectory(folder.Out);
        using var timer = new PeriodicTimer(BetweenLooks, time);
        do
        {
            foreach (string file in folder.Waiting(time.GetUtcNow().UtcDateTime - Quiet))
            {
                await Score(file, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Score(string file, CancellationToken cancellationToken)
    {
        Answer<PredictionOutcome> answer = await model.PredictAsync(XRayImage.FromFile(file), cancellationToken);
        PredictionOutcome outcome = answer.Value;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            file = Path.GetFileName(file),
            label = outcome.Prediction?.Label,
            probabilities = outcome.Prediction?.Probabilities.ToDictionary(p => p.Label, p => p.Probability),
            guard = outcome.Prediction?.Guard is { } guard ? new { isAccepted = guard.IsAccepted, distance = guard.Distance, reason = guard.Reason } : null,
            reason = outcome.Reason,
            model = answer.Model.Version,
            researchUseOnly = answer.Model.Card.ResearchUseOnly,
        });
        string result = folder.ResultOf(file);
        string temporary = result + ".tmp";
        await File.WriteAllBytesAsync(temporary, json, cancellationToken);
        File.Move(temporary, result, overwrite: true);
        logger.LogInformation("{File}: {Outcome}", Path.GetFileName(file), outcome.IsPredicted ? outcome.Prediction.Label : "cannot be read");
    }
}
