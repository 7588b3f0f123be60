using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class DynamicCodeTests
{
    [Test]
    public void Require_WhereCodeCanBeMade_IsSilent() => Assert.That(() => DynamicCode.Require("A head is trained"), Throws.Nothing);

    [Test]
    public void Require_InANativeProgram_SaysWhatToSet() => Assert.That(
        () => DynamicCode.Require("A head is trained", isSupported: false),
        Throws.TypeOf<NotSupportedException>().With.Message.StartsWith(
            "A head is trained by ML.NET, which makes code while it runs, and this program cannot").And.Message.Contains("#:property PublishAot=false"));
}
