hello = Hello, { $name }!
basket =
    { $apples ->
        [0] Your basket is empty.
        [one] There is one apple in your basket.
       *[other] There are { $apples } apples in your basket.
    }
language = Language
choose-language = Which language do you speak?
back = « Back
