using System.Threading.RateLimiting;

namespace CovidClassifier.Web;

/// <summary>How often one address may ask: a fair share of the model for each.</summary>
internal static class RequestLimits
{
    /// <summary>Name of the policy.</summary>
    public const string PerAddress = "per-address";

    private const int SegmentsPerMinute = 6;

    public static void AddRequestLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(PerAddress, context => perMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = SegmentsPerMinute,
            }));
    });
}
