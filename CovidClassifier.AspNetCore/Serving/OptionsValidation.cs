using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Every rule that the options break, at once.</summary>
internal sealed class OptionsValidation : IValidateOptions<CovidModelOptions>
{
    // a timer takes no longer one
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, CovidModelOptions options)
    {
        List<string> broken = [];
        if (string.IsNullOrWhiteSpace(options.ModelPath))
        {
            broken.Add($"{nameof(CovidModelOptions.ModelPath)} must name the model's zip, got nothing.");
        }

        if (options.ModelName is not null && (options.ModelName.Length == 0 || options.ModelName.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-_.".Contains(c))))
        {
            broken.Add($"{nameof(CovidModelOptions.ModelName)} must be of letters, digits, '-', '_' and '.', since it is part of addresses, "
                + $"got '{options.ModelName}'.");
        }

        if (!Enum.IsDefined(options.Provider))
        {
            broken.Add($"{nameof(CovidModelOptions.Provider)} must be one of {string.Join(", ", Enum.GetNames<ExecutionProvider>())}, got {options.Provider}.");
        }

        AtLeastOne(options.Capacity, nameof(CovidModelOptions.Capacity));
        AtLeastOne(options.MaxBatchSize, nameof(CovidModelOptions.MaxBatchSize));
        AtLeastOne(options.MaxImageBytes, nameof(CovidModelOptions.MaxImageBytes));
        AtLeastOne(options.MaxImagesPerRequest, nameof(CovidModelOptions.MaxImagesPerRequest));
        UpToADay(options.UploadTimeout, nameof(CovidModelOptions.UploadTimeout), mayBeZero: false);
        UpToADay(options.PredictionTimeout, nameof(CovidModelOptions.PredictionTimeout), mayBeZero: false);
        UpToADay(options.ReloadInterval, nameof(CovidModelOptions.ReloadInterval), mayBeZero: true);
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);

        void AtLeastOne(int value, string property)
        {
            if (value < 1)
            {
                broken.Add(FormattableString.Invariant($"{property} must be 1 or more, got {value}."));
            }
        }

        void UpToADay(TimeSpan value, string property, bool mayBeZero)
        {
            if (value < TimeSpan.Zero || value > Longest || (value == TimeSpan.Zero && !mayBeZero))
            {
                broken.Add($"{property} must be {(mayBeZero ? "0" : "more than 0")} to a day, got {value:c}.");
            }
        }
    }
}
