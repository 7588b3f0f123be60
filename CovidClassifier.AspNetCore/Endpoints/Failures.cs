using Microsoft.AspNetCore.Http;

namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>What a request that fails is told: one status and one sentence for each kind of failure, the same under every address.</summary>
internal static class Failures
{
    /// <returns>Null: it is a fault of this program, for the application's own handler.</returns>
    public static (int Status, string Sentence)? Of(Exception error) => error switch
    {
        UploadException e => (e.Status, e.Message),
        ImageFormatException e => (StatusCodes.Status422UnprocessableEntity, $"The image cannot be read: {e.Reason}"),
        KeyNotFoundException or ArgumentException => (StatusCodes.Status400BadRequest, error.Message),
        NetworkException e => (StatusCodes.Status422UnprocessableEntity, e.Message),
        ModelBusyException e => (StatusCodes.Status503ServiceUnavailable, e.Message),
        TimeoutException e => (StatusCodes.Status503ServiceUnavailable, e.Message),
        OperationCanceledException => (StatusCodes.Status503ServiceUnavailable, "The request was cancelled, or the server is stopping."),
        _ => null,
    };

    /// <summary>Answers a failure by <paramref name="write"/>; others go on as they are.</summary>
    public static async Task<IResult> Answer(HttpContext context, Func<Task<IResult>> work, Func<int, string, IResult> write)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (Of(e) is not null)
        {
            (int status, string sentence) = Of(e)!.Value;
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            return write(status, sentence);
        }
    }
}
